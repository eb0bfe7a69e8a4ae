import { cancelPrompt } from "#lib/comfyui/cancel-prompt";
import { explainFailure } from "#lib/comfyui/execution-error";
import { readOutcome } from "#lib/comfyui/outcome";
import { explainRefusal } from "#lib/comfyui/refusal-error";
import { stringifyExactJson } from "#lib/json";
import { chooseWarmUp } from "./choose-warm-up.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { ServerLink } from "./server-link.ts";
import { beginWarmUp, endWarmUp, readWarmUp, type WarmUp } from "./warm-up-store.ts";

/** What a probe tells of it: whether one is under way, and why the last one did not end well. */
type Warmth = { isWarming: boolean; problem: string | null };

/** A warm-up that was given up is not repeated sooner than this: it may be what brings the server down. */
const restMs = 5 * 60_000;

/**
 * One step of keeping a server warm, taken by every probe of every worker: all state is in the database and on the
 * server, so any of them can take the next one. A server whose history does not know the prompt it was last warmed up
 * with has restarted, or is new; it is asked only when its socket was lost since.
 */
export async function keepWarm(
  dispatch: Dispatch,
  link: ServerLink,
  inQueue: readonly string[],
): Promise<Warmth> {
  if (dispatch.warmUp === null) return { isWarming: false, problem: null };
  const warmUp = await readWarmUp(dispatch.db, link.row.id);
  if (warmUp.dueAtMs !== null && warmUp.promptId !== null) {
    return follow(dispatch, link, warmUp, warmUp.promptId, inQueue);
  }
  if (!warmUp.isDrained && isInDoubt(link)) return checkOrBegin(dispatch, link, warmUp);
  return { isWarming: false, problem: warmUp.problem };
}

/** Whether the server may be cold: it is being warmed up, or may have restarted since this worker last looked. */
export function mayBeCold({ warmUp }: Dispatch, link: ServerLink): boolean {
  if (warmUp === null) return false;
  const isUnsure = isInDoubt(link);
  if (isUnsure) link.probeSoon();
  return isUnsure || link.warmth.isWarming;
}

function isInDoubt({ warmth, socket }: ServerLink): boolean {
  return warmth.checkedClientId !== socket.clientId;
}

async function checkOrBegin(dispatch: Dispatch, link: ServerLink, warmUp: WarmUp): Promise<Warmth> {
  const { clientId } = link.socket;
  const { promptId, problem, startedAtMs, nowMs } = warmUp;
  const idle = { isWarming: false, problem };
  const isKnown = promptId !== null && (await link.client.readHistory(promptId)) !== null;
  const isResting = problem !== null && startedAtMs !== null && nowMs - startedAtMs < restMs;
  const graph = isKnown || isResting ? null : await chooseWarmUp(dispatch, link);
  if (graph === null) {
    link.warmth.checkedClientId = clientId;
    dispatch.wake();
    return idle;
  }
  await link.socket.opened(dispatch.timings.socketOpen);
  const { db, timings } = dispatch;
  const begun = await beginWarmUp(db, link.row.id, promptId, timings.warmUp);
  // Somebody else was faster, or every slot is in use and the next probe comes again.
  if (begun === null) return idle;
  dispatch.log.info({ server: link.row.name }, "warming the server up");
  link.warmth.checkedClientId = link.socket.clientId;
  link.warmth.absentSinceMs = null;
  const stop = link.listen(begun, (event) => {
    const isSettled =
      event.kind === "message" && event.message.type === "executing" && event.message.data.node === null;
    if (!isSettled) return;
    stop();
    link.probeSoon();
  });
  const { clientId: ours } = link.socket;
  const outcome = await link.client.submitPrompt({
    promptId: begun,
    clientId: ours,
    graph: stringifyExactJson(graph),
  });
  if (outcome.kind !== "refused" && outcome.kind !== "unsent") return { isWarming: true, problem: null };
  stop();
  // A server that went away meanwhile is looked at anew when it is back.
  if (outcome.kind === "unsent") return end(dispatch, link, begun, null);
  const { message } = explainRefusal(outcome.refusal, (id) => graph[id]?.class_type ?? id);
  return end(dispatch, link, begun, message);
}

async function follow(
  dispatch: Dispatch,
  link: ServerLink,
  { dueAtMs, nowMs }: WarmUp,
  promptId: string,
  inQueue: readonly string[],
): Promise<Warmth> {
  const entry = await link.client.readHistory(promptId);
  if (entry !== null) {
    link.witnessId = promptId;
    const outcome = readOutcome(entry);
    if (outcome.kind !== "failed") return end(dispatch, link, promptId, null);
    const { nodeType } = outcome.failure;
    return end(dispatch, link, promptId, explainFailure(outcome.failure, (id) => nodeType ?? id).message);
  }
  if (dueAtMs !== null && nowMs >= dueAtMs) {
    if (link.facts !== null) await cancelPrompt(link.client, link.facts, promptId);
    const seconds = Math.round(dispatch.timings.warmUp / 1000);
    return end(dispatch, link, promptId, `It did not end within ${seconds} seconds.`);
  }
  if (inQueue.includes(promptId)) link.warmth.absentSinceMs = null;
  else link.warmth.absentSinceMs ??= performance.now();
  const { absentSinceMs } = link.warmth;
  // Longer than any worker takes from noting a prompt down to posting it.
  const longMs = 5 * dispatch.timings.absentGap;
  if (absentSinceMs !== null && performance.now() - absentSinceMs > longMs) {
    return end(dispatch, link, promptId, "The server restarted or forgot it.");
  }
  return { isWarming: true, problem: null };
}

async function end(
  dispatch: Dispatch,
  link: ServerLink,
  promptId: string,
  why: string | null,
): Promise<Warmth> {
  const problem = why === null ? null : `Its warm-up failed: ${why} It gets runs all the same.`;
  await endWarmUp(dispatch.db, link.row.id, promptId, problem);
  dispatch.log.info({ server: link.row.name, problem }, "the server's warm-up has ended");
  link.warmth.absentSinceMs = null;
  return { isWarming: false, problem };
}
