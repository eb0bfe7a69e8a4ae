import type { Db } from "#lib/db/client";

/** Whether an account with this email (in lower case) exists. */
export async function isEmailKnown(db: Db, email: string): Promise<boolean> {
  return (await db.user.count({ where: { email } })) > 0;
}
