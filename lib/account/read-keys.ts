import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import type { ApiKeyView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { toRole } from "./read-roles.ts";

/** The keys of a project that still open something, newest first. */
export async function listKeys(db: Db, actor: Actor, projectId: string): Promise<ApiKeyView[]> {
  authorise(actor, "keys.manage", projectId);
  const rows = await db.apiKey.findMany({
    where: { projectId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(presentKey);
}

/** One key, revoked or not; null when there is none. The caller asks who may know. */
export async function readKey(tx: Tx, id: string) {
  return isId(id) ? tx.apiKey.findUnique({ where: { id } }) : null;
}

export function presentKey(row: {
  id: string;
  name: string;
  hint: string;
  role: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    role: toRole(row.role),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
