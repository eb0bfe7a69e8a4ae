import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import type { Role } from "./permissions.ts";

export type NewKey = {
  projectId: string;
  name: string;
  tokenHash: string;
  hint: string;
  role: Role;
  createdById: string | null;
  createdAt: Date;
};

/** Keeps a new key; returns its id. */
export async function insertKey(tx: Tx, key: NewKey): Promise<string> {
  const { id } = await tx.apiKey.create({ data: { id: newId(), ...key }, select: { id: true } });
  return id;
}

/** Returns false when the key was revoked before. */
export async function markKeyRevoked(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  return count === 1;
}

const noteUseEveryMs = 60_000;

/** Notes that a key was used, at most once a minute, so that a busy key does not write with every request. */
export async function noteKeyUse(
  db: Db,
  key: { id: string; lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - noteUseEveryMs);
  if (key.lastUsedAt !== null && key.lastUsedAt > before) return;
  await db.apiKey.updateMany({
    where: { id: key.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
    data: { lastUsedAt: now },
  });
}
