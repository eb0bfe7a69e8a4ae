import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { ApiKeyView, CreateApiKey } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { insertKey } from "./key-store.ts";
import { recordAccountChange } from "./record-change.ts";
import { hashToken, newToken } from "./token.ts";

/** Makes a key for a program. The key itself is in this answer and nowhere else; we keep its hash and its end. */
export async function createKey(tx: Tx, actor: Actor, input: CreateApiKey, now: Date): Promise<ApiKeyView> {
  const { id: projectId } = await readProject(tx, actor, input.project);
  authorise(actor, "keys.manage", projectId);
  const key = newToken("psk_");
  const hint = key.slice(-4);
  const { name, role } = input;
  const id = await insertKey(tx, {
    projectId,
    name,
    tokenHash: hashToken(key),
    hint,
    role,
    createdById: actor.id,
    createdAt: now,
  });
  await recordAccountChange(tx, actor, {
    action: "key.created",
    subjectType: "key",
    subjectId: id,
    projectId,
    data: { name, role },
  });
  return { id, name, hint, role, createdAt: now.toISOString(), lastUsedAt: null, key };
}
