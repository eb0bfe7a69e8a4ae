import type { Tx } from "#lib/db/transaction";
import { AppError, notFound } from "#lib/errors";
import type { ApiKeyView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { markKeyRevoked } from "./key-store.ts";
import { presentKey, readKey } from "./read-keys.ts";
import { recordAccountChange } from "./record-change.ts";

/** Ends a key; the next request that carries it gets 401. 409 when it was revoked before. */
export async function revokeKey(
  tx: Tx,
  actor: Actor,
  { id, now }: { id: string; now: Date },
): Promise<ApiKeyView> {
  const key = await readKey(tx, id);
  if (key === null || !actor.roles.has(key.projectId)) throw notFound("key");
  authorise(actor, "keys.manage", key.projectId);
  if (!(await markKeyRevoked(tx, id, now))) throw new AppError("conflict", "This key was revoked before.");
  await recordAccountChange(tx, actor, {
    action: "key.revoked",
    subjectType: "key",
    subjectId: id,
    projectId: key.projectId,
    data: { name: key.name },
  });
  return presentKey(key);
}
