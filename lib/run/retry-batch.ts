import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import type { Batch } from "./batch-schema.ts";
import { readBatch, readBatchProject } from "./read-batch.ts";
import { moveBatch } from "./run-store.ts";

/** Puts every failed run of a batch back into the queue, as `retryRun` does one; the others are left as they are. */
export async function retryBatch(tx: Tx, actor: Actor, id: string, now: Date): Promise<Batch> {
  authorise(actor, "run.create", await readBatchProject(tx, actor, id));
  const patch = { error: null, isRetry: true };
  await moveBatch(tx, actor, id, { from: ["failed"], to: "queued", patch, now });
  return readBatch(tx, actor, id);
}
