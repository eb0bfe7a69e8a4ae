import type { Dispatch } from "#lib/dispatch/dispatch";
import { readCancelRequests, renewLeases } from "./lease-store.ts";

/**
 * Renews every lease at once and lets go of attempts that are no longer this worker's: after a long sleep others have
 * taken them over, and nothing may be done for them any more.
 */
export async function keepLeases(dispatch: Dispatch): Promise<void> {
  const before = [...dispatch.held.values()];
  if (before.length === 0) return;
  const ids = before.map(({ attempt }) => attempt.id);
  const renewed = await renewLeases(dispatch.db, dispatch.workerId, ids, dispatch.timings.lease);
  const byId = new Map(renewed.map((renewal) => [renewal.id, renewal]));
  for (const { attempt, stop } of before) {
    const renewal = byId.get(attempt.id);
    if (renewal?.fence !== attempt.fence) stop.abort();
    else if (renewal.cancelRequested) noteCancel(dispatch, attempt.id);
  }
}

/** Learns at once, not only with the next renewal, that somebody canceled. */
export async function noteCancels(dispatch: Dispatch): Promise<void> {
  const ids = [...dispatch.held.values()].flatMap(({ attempt }) =>
    attempt.cancelRequested ? [] : [attempt.id],
  );
  if (ids.length === 0) return;
  for (const id of await readCancelRequests(dispatch.db, ids)) noteCancel(dispatch, id);
}

function noteCancel(dispatch: Dispatch, attemptId: string): void {
  const entry = dispatch.held.get(attemptId);
  if (!entry || entry.attempt.cancelRequested) return;
  entry.attempt.cancelRequested = true;
  entry.nudge();
}
