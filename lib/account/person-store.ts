import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";

export type NewPerson = { id: string; name: string; email: string; passwordHash: string };

/** Makes an account that can sign in with its password; `email` is lower case. Returns false when it is taken. */
export async function insertPerson(tx: Tx, { id, name, email, passwordHash }: NewPerson): Promise<boolean> {
  const { count } = await tx.user.createMany({ data: [{ id, name, email }], skipDuplicates: true });
  if (count === 0) return false;
  await tx.account.create({
    data: { id: newId(), accountId: id, providerId: "credential", userId: id, password: passwordHash },
  });
  return true;
}

/** Ends every session of a person; returns how many there were. */
export async function deleteSessions(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId } });
  return count;
}
