import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { readChildStatuses, readRun, readRunProject } from "./read-runs.ts";
import type { RunView } from "./run-schema.ts";
import { endedBeforeCancel } from "./run-status.ts";
import { lockRun, moveRun, requestCancel } from "./run-store.ts";

/**
 * Ends a run: a queued one at once, a running one as soon as the worker has interrupted its attempt. Asking twice is
 * the same as asking once; a run that has ended otherwise answers 409 with what became of it.
 */
export async function cancelRun(tx: Tx, actor: Actor, id: string, now: Date): Promise<RunView> {
  authorise(actor, "run.cancel", await readRunProject(tx, actor, id));
  await lockRun(tx, id);
  const isCanceled = await moveRun(tx, actor, { id, from: ["queued"], to: "canceled", now });
  if (!isCanceled) await requestCancel(tx, actor, id, now);
  const run = await readRun(tx, actor, id);
  if (run.status === "succeeded" || run.status === "failed") {
    throw new AppError("conflict", endedBeforeCancel(run.status), { current: run });
  }
  return run;
}

/**
 * Takes back a re-seed: children of the output, or those of one submitter, that are still queued are canceled; those that have started are left
 * to arrive and counted. The caller has authorised the undo.
 */
export async function cancelQueuedChildren(
  tx: Tx,
  actor: Actor,
  of: { outputId: string; submitterId?: string | undefined },
  now: Date,
): Promise<{ canceled: number; started: number }> {
  const counts = { canceled: 0, started: 0 };
  for (const { id, status } of await readChildStatuses(tx, of)) {
    if (status === "canceled") continue;
    const isCanceled = await moveRun(tx, actor, { id, from: ["queued"], to: "canceled", now });
    counts[isCanceled ? "canceled" : "started"] += 1;
  }
  return counts;
}
