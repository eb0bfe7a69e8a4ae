import { systemActor } from "#lib/account/actor";
import { inTransaction, type Tx } from "#lib/db/transaction";
import type { CollectedFile } from "#lib/output/output-store";
import type { RunError, RunStatus, Waiting } from "#lib/run/run-schema";
import { moveRun } from "#lib/run/run-store";
import { traced } from "#lib/trace/traced";
import { countLosses, delayRun, endAttempt, endDone, freeSlot, lockCancelRequest } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { HeldAttempt } from "./held-attempt.ts";
import { nextDelayMs, type LossCode } from "./retry-ladder.ts";

type RunPatch = { error?: RunError | null; waiting?: Waiting | null };

/**
 * The run's files have arrived: outputs, attempt, run, slot and events land together or not at all. What the server has
 * answered from its cache, and an earlier run has made, is put aside: nobody has to decide it again.
 */
export async function settleDone(
  dispatch: Dispatch,
  held: HeldAttempt,
  workflowId: string,
  files: readonly CollectedFile[],
  isFromCache: boolean,
): Promise<void> {
  await dispatch.reach("before-commit", held);
  const good = files.some(({ file }) => file.quarantine === null);
  const error = good ? null : badFiles(files);
  await traced("settle", { outcome: "done", code: error?.code ?? "" }, () =>
    endDone(dispatch.db, held, workflowId, files, error, isFromCache),
  );
  dispatch.thumbnailLater(files.map(({ file }) => file));
}

/** The run cannot succeed, and no other attempt would change that. */
export async function settleFailed(
  dispatch: Dispatch,
  held: HeldAttempt,
  status: "done" | "refused" | "interrupted" | "lost",
  error: RunError,
): Promise<void> {
  await settle(dispatch, status, error, async (tx) => {
    await endAttempt(tx, held, status, error);
    await move(tx, held, "failed", { error });
    await freeSlot(tx, held.id);
  });
}

/** The attempt was ended because somebody canceled the run. */
export async function settleCanceled(
  dispatch: Dispatch,
  held: HeldAttempt,
  { isOffServer }: { isOffServer: boolean },
): Promise<void> {
  await settle(dispatch, "canceled", null, async (tx) => {
    await endAttempt(tx, held, "interrupted", null);
    await move(tx, held, "canceled", {});
    if (isOffServer) await freeSlot(tx, held.id);
  });
}

export type Loss = RunError & { code: LossCode };

/**
 * The attempt is lost and the run goes back into the queue, unless the ladder of its kind is used up (then the run
 * has failed) or somebody canceled it meanwhile. The slot is freed only when the server no longer has the prompt
 * (`isOffServer`); otherwise the sweep frees it once the server has shown so.
 */
export async function settleLost(
  dispatch: Dispatch,
  held: HeldAttempt,
  loss: Loss,
  { isOffServer }: { isOffServer: boolean },
): Promise<void> {
  await settle(dispatch, "lost", loss, async (tx) => {
    const isCanceled = await lockCancelRequest(tx, held.runId);
    const lossesBefore = await countLosses(tx, held.runId, loss.code);
    const delayMs = nextDelayMs(loss.code, lossesBefore);
    await endAttempt(tx, held, "lost", loss);
    if (isCanceled) {
      await move(tx, held, "canceled", {});
    } else if (delayMs === null) {
      await move(tx, held, "failed", {
        error: { ...loss, message: `${loss.message} ${tried(lossesBefore + 1)}` },
      });
    } else {
      await move(tx, held, "queued", {
        waiting: { code: "retry", message: `${loss.message} It is submitted again.` },
      });
      await delayRun(tx, held.runId, delayMs);
    }
    if (isOffServer) await freeSlot(tx, held.id);
  });
}

function tried(times: number): string {
  return times === 1 ? "It was tried once." : `It was tried ${times} times.`;
}

function settle(
  { db }: Dispatch,
  outcome: string,
  error: RunError | null,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  return traced("settle", { outcome, code: error?.code ?? "" }, () => inTransaction(db, work));
}

async function move(tx: Tx, held: HeldAttempt, to: RunStatus, patch: RunPatch): Promise<void> {
  const isMoved = await moveRun(tx, systemActor, {
    id: held.runId,
    from: ["running"],
    to,
    patch,
    now: new Date(),
  });
  if (!isMoved) throw new Error(`Run ${held.runId} has a live attempt and yet is not running.`);
}

function badFiles(files: readonly CollectedFile[]): RunError {
  const [first] = files;
  return {
    code: "bad_file",
    message: "Every file of this run was damaged or of a kind that cannot be kept.",
    remedy: "Retry it; if it happens again, look at the workflow's saving nodes on the server.",
    ...(first?.file.quarantine ? { detail: `${first.filename}: ${first.file.quarantine}` } : {}),
  };
}
