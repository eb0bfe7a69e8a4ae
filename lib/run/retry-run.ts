import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { readRun, readRunProject } from "./read-runs.ts";
import type { RunView } from "./run-schema.ts";
import { moveRun } from "./run-store.ts";

/**
 * Puts a failed run back into the queue for another attempt: the same run with the same params and seed, in its
 * submitter's turn again. Refuses with 404, 403, or 409 with the run as it is when it has not failed.
 */
export async function retryRun(tx: Tx, actor: Actor, id: string, now: Date): Promise<RunView> {
  authorise(actor, "run.create", await readRunProject(tx, actor, id));
  const patch = { error: null, isRetry: true };
  const isQueued = await moveRun(tx, actor, { id, from: ["failed"], to: "queued", patch, now });
  const run = await readRun(tx, actor, id);
  if (!isQueued)
    throw new AppError("conflict", `Only a failed run can be retried; this one is ${run.status}.`, {
      current: run,
    });
  return run;
}
