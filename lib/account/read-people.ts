import type { Db } from "#lib/db/client";

/** Whether an account with this email (in lower case) exists. */
export async function isEmailKnown(db: Db, email: string): Promise<boolean> {
  return (await db.user.count({ where: { email } })) > 0;
}

export async function readEmail(db: Db, userId: string): Promise<string> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  return email;
}
