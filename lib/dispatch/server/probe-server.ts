import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { recordHealth } from "#lib/server/server-store";
import { explainBreaker, isHalfOpen } from "./breaker.ts";
import { readBreaker } from "./breaker-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import {
  type Health,
  isBelowFloor,
  judgeAnswer,
  judgeSilence,
  takesRuns,
  warningsFor,
} from "./judge-health.ts";
import { keepWarm } from "./keep-warm.ts";
import type { ServerLink } from "./server-link.ts";
import { sweepServer } from "./sweep-server.ts";

/**
 * Asks one server how it is and writes down what changed. The version is asked every time: a server that comes back
 * as another release is learned anew. A reachable server is also swept of what is no longer ours to run.
 */
export async function probeServer(dispatch: Dispatch, link: ServerLink): Promise<void> {
  const before = link.state.health;
  let coldReason: string | null = null;
  try {
    const { version } = await link.client.readStats();
    link.answeredAtMs = performance.now();
    const wasAway = before === "down" || before === "unknown";
    if (link.facts?.version !== version || wasAway) await learn(link);
    else if (isStale(dispatch, link)) await refreshObjectInfo(link);
    const queue = await link.client.readQueue();
    link.silentProbes = 0;
    const inQueue = [...queue.running, ...queue.pending];
    if (link.stalled !== null && !inQueue.includes(link.stalled.promptId)) link.stalled = null;
    coldReason = await judge(dispatch, link, version, inQueue);
    await sweepServer(dispatch, link, queue);
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    link.silentProbes += 1;
    link.isHalfOpen = false;
    link.state = judgeSilence(error, link.silentProbes);
  }
  const isAlive = link.silentProbes === 0;
  await recordHealth(
    dispatch.db,
    link.row.id,
    {
      ...link.state,
      version: isAlive ? (link.facts?.version ?? null) : null,
      warnings: [
        ...warningsFor(link.facts?.version ?? "unknown"),
        ...(coldReason === null ? [] : [coldReason]),
      ],
      isBelowFloor: isBelowFloor(link.facts?.version ?? "unknown"),
    },
    isAlive,
  );
  if (link.state.health !== before) {
    dispatch.log.info({ server: link.row.name, ...link.state }, "server health changed");
    dispatch.wake();
  }
}

/** Puts what it answered, its breaker and its warm-up together; answers why it may still be cold. */
async function judge(
  dispatch: Dispatch,
  link: ServerLink,
  version: string,
  inQueue: readonly string[],
): Promise<string | null> {
  const answer = judgeAnswer({
    version,
    inQueue: inQueue.length,
    capacity: link.row.capacity,
    stalled: link.stalled?.reason ?? null,
  });
  const { breaker, nowMs } = await readBreaker(dispatch.db, link.row.id);
  const resting = takesRuns(answer.health) ? explainBreaker(breaker, nowMs) : null;
  const { isWarming, problem } = await keepWarm(dispatch, link, inQueue);
  link.isHalfOpen = resting !== null && isHalfOpen(breaker, nowMs);
  link.warmth.isWarming = isWarming;
  if (resting !== null) link.state = { health: "degraded", reason: resting };
  else link.state = isWarming && takesRuns(answer.health) ? warming : answer;
  return problem;
}

const warming: Health = {
  health: "busy",
  reason: "Warming up: it loads what its first run would have to wait for.",
};

/** A server that was away may be another one now: its abilities, node classes and uploaded files are unknown again. */
async function learn(link: ServerLink): Promise<void> {
  link.client.forgetUploads();
  link.facts = await link.client.readFacts();
  await refreshObjectInfo(link);
  link.witnessId = await readWitness(link);
}

/** A server can be followed without one. */
async function readWitness({ client }: ServerLink): Promise<string | null> {
  try {
    return await client.readNewestId();
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    return null;
  }
}

/** People install what a waiting run lacks, so the list is asked for sooner while one waits. */
function isStale({ timings }: Dispatch, { objectInfo, isWanting }: ServerLink): boolean {
  if (objectInfo === null) return true;
  const limitMs = isWanting ? timings.objectInfoMissing : timings.objectInfo;
  return performance.now() - objectInfo.readAtMs > limitMs;
}

async function refreshObjectInfo(link: ServerLink): Promise<void> {
  link.isWanting = false;
  link.objectInfo = { info: await link.client.readObjectInfo(), readAtMs: performance.now() };
}
