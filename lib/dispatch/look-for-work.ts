import { claimRun, readQueuedVersions } from "./claim-store.ts";
import { conductAttempt } from "./conduct-attempt.ts";
import type { Dispatch, HeldEntry } from "./dispatch.ts";
import { explainWaiting } from "./explain-waiting.ts";
import { findFits } from "./find-fits.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { noteCancels } from "./keep-leases.ts";
import { takeOverExpired } from "./lease-store.ts";

/** One turn of the dispatcher: as many runs as there are free slots, cancellations, attempts of dead workers. */
export async function lookForWork(dispatch: Dispatch): Promise<void> {
  await claimAll(dispatch);
  await noteCancels(dispatch);
  await takeOver(dispatch);
  await explainWaiting(dispatch);
}

async function claimAll(dispatch: Dispatch): Promise<void> {
  const versionIds = await readQueuedVersions(dispatch.db);
  if (versionIds.length === 0 || !(await dispatch.files.hasSpace())) return;
  while (true) {
    const fits = await findFits(dispatch, versionIds);
    const claimed = await claimRun(dispatch.db, dispatch.workerId, fits, dispatch.timings.lease, new Date());
    if (claimed === null) return;
    dispatch.log.info({ run: claimed.runId, attempt: claimed.id }, "run claimed");
    await dispatch.reach("claimed", claimed);
    conduct(dispatch, claimed);
  }
}

async function takeOver(dispatch: Dispatch): Promise<void> {
  const { db, workerId, timings } = dispatch;
  const taken = await takeOverExpired(db, workerId, [...dispatch.held.keys()], timings.lease);
  for (const attempt of taken) {
    dispatch.log.warn({ run: attempt.runId, attempt: attempt.id }, "attempt of a silent worker taken over");
    conduct(dispatch, attempt);
  }
}

function conduct(dispatch: Dispatch, attempt: HeldAttempt): void {
  const stop = new AbortController();
  const entry: HeldEntry = { attempt, stop, nudge: () => undefined, ended: Promise.resolve() };
  dispatch.held.set(attempt.id, entry);
  entry.ended = conductAttempt(dispatch, attempt, stop.signal).finally(() => {
    dispatch.held.delete(attempt.id);
    dispatch.wake();
  });
}
