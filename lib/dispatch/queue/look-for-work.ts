import { attemptLog } from "#lib/dispatch/attempt/attempt-log";
import { advanceAttempt } from "#lib/dispatch/attempt/attempt-store";
import { claimRun, handOver, type Claim } from "./claim-store.ts";
import { conductAttempt } from "#lib/dispatch/attempt/conduct-attempt";
import type { Demand } from "./demand.ts";
import type { Dispatch, HeldEntry } from "#lib/dispatch/dispatch";
import { explainWaiting } from "./explain-waiting.ts";
import { findFits } from "./find-fits.ts";
import type { HeldAttempt } from "#lib/dispatch/attempt/held-attempt";
import { takesRuns } from "#lib/dispatch/server/judge-health";
import { mayBeCold } from "#lib/dispatch/server/keep-warm";
import { takeOverExpired } from "./lease-store.ts";
import { readDemands, recallDemands } from "./read-demands.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import { traceAttempt } from "#lib/dispatch/attempt/trace-attempt";

/** So many attempts may fetch and store files at once; beyond that no run is claimed, however many slots are free. */
const mostCollecting = 16;

/**
 * Claims as many runs as there are free slots and sets out to bring each to its end. What was asked for lately is
 * claimed without asking first what is in the queue.
 */
export async function claimRuns(dispatch: Dispatch): Promise<void> {
  if (dispatch.isFull) return;
  let demands = await recallDemands(dispatch);
  if (!(await claimAll(dispatch, demands))) {
    const known = new Set(demands.map((demand) => JSON.stringify(demand)));
    demands = await readDemands(dispatch);
    // What was just asked for in vain is not asked for twice.
    if (demands.some((demand) => !known.has(JSON.stringify(demand)))) await claimAll(dispatch, demands);
  }
  for (const link of openLinks(dispatch).halfOpen) {
    await claimOne(dispatch, demands, [link], link.row.id);
  }
}

/**
 * Moves an attempt that is off its server on to collecting. Its slot goes to the run whose turn it is in the same breath,
 * which is answered with, unless this worker `mayClaim` nothing more; otherwise it becomes free for whoever looks.
 */
export async function giveBack(
  dispatch: Dispatch,
  giver: HeldAttempt,
  mayClaim: boolean,
): Promise<HeldEntry | null> {
  const { db, workerId, timings } = dispatch;
  const isOpen = mayClaim && !dispatch.isFull && !isBusyCollecting(dispatch);
  const { up } = openLinks(dispatch);
  const fits = isOpen ? await findFits(dispatch, await recallDemands(dispatch), up) : [];
  if (fits.length === 0) {
    await advanceAttempt(db, giver, "collecting");
    dispatch.wake();
    return null;
  }
  const claimingAt = new Date();
  const claim = await handOver(db, workerId, fits, timings.lease, claimingAt, giver);
  dispatch.isAnyLeft = claim?.isAnyLeft === true;
  if (claim === null) return null;
  const entry = await setOut(dispatch, claim.attempt, claimingAt, false);
  // The run had its turn, but on another server, so that the slot is free still.
  if (claim.attempt.serverId !== giver.serverId) dispatch.wake();
  return entry;
}

/** What is done for the queue now and then: attempts of dead workers, room for files, why runs wait. */
export async function tendQueue(dispatch: Dispatch): Promise<void> {
  await takeOver(dispatch);
  dispatch.isFull = !(await dispatch.files.hasSpace());
  await explainWaiting(dispatch, await readDemands(dispatch));
}

/** Whether anything was claimed. */
async function claimAll(dispatch: Dispatch, demands: readonly Demand[]): Promise<boolean> {
  let claim = await claimOne(dispatch, demands, openLinks(dispatch).up);
  const isAny = claim !== null;
  while (claim?.isAnyLeft) claim = await claimOne(dispatch, demands, openLinks(dispatch).up);
  return isAny;
}

/** Those that may be given runs, and those that may be given one on trial. */
function openLinks(dispatch: Dispatch): { up: ServerLink[]; halfOpen: ServerLink[] } {
  const warm = dispatch.links.all().filter((link) => !mayBeCold(dispatch, link));
  return {
    up: warm.filter(({ state }) => takesRuns(state.health)),
    halfOpen: warm.filter(({ isHalfOpen }) => isHalfOpen),
  };
}

/** `trial` is the server of `links` that is given this one run to see whether it works again. */
async function claimOne(
  dispatch: Dispatch,
  demands: readonly Demand[],
  links: readonly ServerLink[],
  trial: string | null = null,
): Promise<Claim | null> {
  if (isBusyCollecting(dispatch) || holdsEverySlot(dispatch, links)) return null;
  const fits = await findFits(dispatch, demands, links);
  const { db, workerId, timings } = dispatch;
  const claimingAt = new Date();
  const claim = await claimRun(db, workerId, fits, timings.lease, claimingAt, trial);
  // With no slot to be had, whether runs wait is not to be known.
  if (claim === null) return null;
  dispatch.isAnyLeft = claim.isAnyLeft;
  await setOut(dispatch, claim.attempt, claimingAt, trial !== null);
  return claim;
}

async function setOut(
  dispatch: Dispatch,
  attempt: HeldAttempt,
  claimingAt: Date,
  isTrial: boolean,
): Promise<HeldEntry> {
  await dispatch.reach("claimed", attempt);
  const entry = conduct(dispatch, attempt, claimingAt);
  // Everything waits while a line of the log is written; a turn later the prompt is on its way, as a rule.
  setImmediate(() => attemptLog(dispatch, attempt).info({ trial: isTrial }, "run claimed"));
  return entry;
}

async function takeOver(dispatch: Dispatch): Promise<void> {
  const { db, workerId, timings } = dispatch;
  const taken = await takeOverExpired(db, workerId, [...dispatch.held.keys()], timings.lease);
  for (const attempt of taken) {
    attemptLog(dispatch, attempt).warn("attempt of a silent worker taken over");
    conduct(dispatch, attempt);
  }
}

/** `claimingAt` is when it was reached for; null when it was taken over. */
function conduct(dispatch: Dispatch, attempt: HeldAttempt, claimingAt: Date | null = null): HeldEntry {
  const stop = new AbortController();
  const { promise: underWay, resolve: sent } = Promise.withResolvers<void>();
  const entry: HeldEntry = {
    attempt,
    stop,
    nudge: () => undefined,
    sent,
    underWay,
    ended: Promise.resolve(),
  };
  dispatch.held.set(attempt.id, entry);
  entry.ended = traceAttempt(dispatch, attempt, claimingAt, () =>
    conductAttempt(dispatch, attempt, stop.signal),
  ).finally(() => {
    sent();
    const wasBusy = isBusyCollecting(dispatch);
    dispatch.held.delete(attempt.id);
    // A slot that became free has told so itself.
    if (wasBusy) dispatch.wake();
  });
  return entry;
}

/** Whether all slots of these servers are in this worker's own hands, so that there is nothing to ask for. */
function holdsEverySlot({ held }: Dispatch, links: readonly ServerLink[]): boolean {
  const attempts = [...held.values()].map(({ attempt }) => attempt);
  return links.every(({ row }) => {
    const taken = attempts.filter(({ serverId, status }) => serverId === row.id && status !== "collecting");
    return taken.length >= row.capacity;
  });
}

function isBusyCollecting({ held }: Dispatch): boolean {
  return [...held.values()].filter(({ attempt }) => attempt.status === "collecting").length >= mostCollecting;
}
