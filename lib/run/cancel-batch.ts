import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import type { Batch, CancelBatch } from "./batch-schema.ts";
import { readBatch, readBatchProject, readRunningOf } from "./read-batch.ts";
import { moveBatch, requestCancel } from "./run-store.ts";

/**
 * Ends the runs of a batch that are still queued, or asks the worker to interrupt those that run: one of both, as what
 * has begun has cost something. Asking twice is the same as asking once.
 */
export async function cancelBatch(
  tx: Tx,
  actor: Actor,
  id: string,
  { what }: CancelBatch,
  now: Date,
): Promise<Batch> {
  authorise(actor, "run.cancel", await readBatchProject(tx, actor, id));
  if (what === "queued") await moveBatch(tx, actor, id, { from: ["queued"], to: "canceled", now });
  else for (const runId of await readRunningOf(tx, id)) await requestCancel(tx, actor, runId, now);
  return readBatch(tx, actor, id);
}
