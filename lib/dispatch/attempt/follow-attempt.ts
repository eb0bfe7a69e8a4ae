import { cancelPrompt } from "#lib/comfyui/cancel-prompt";
import { readOutcome, type ExecutionOutcome } from "#lib/comfyui/outcome";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isAllHeard } from "./all-heard.ts";
import { advanceAttempt } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { HeldAttempt } from "./held-attempt.ts";
import { lookForPrompt, type Whereabouts } from "./look-for-prompt.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import type { Timings } from "#lib/dispatch/timings";
import { watchAbsence } from "./watch-absence.ts";
import type { PromptWatch } from "./watch-prompt.ts";

/**
 * How following an attempt came to its end. An `outcome` comes from the history, which is the truth; from the socket
 * only where a server has forgotten what it had announced as a success.
 */
export type Ending =
  | { kind: "outcome"; outcome: ExecutionOutcome }
  /** Neither in the queue nor in the history, on two looks apart. */
  | { kind: "absent" }
  /** Still on the server, which does nothing. */
  | { kind: "stalled" }
  /** The server has not answered for too long. */
  | { kind: "gone" };

export type Knowledge = {
  /** It was accepted this moment and need not be looked for yet. */
  isJustAccepted?: boolean;
  /** Nobody here heard what became of its POST, so that it may still be under way. */
  isPostUnheard?: boolean;
};

/** So much sooner than asked for a timer may wake up: a look that comes too early for its gap costs another gap. */
const earlyByMs = 20;

/**
 * Follows a prompt until the history knows its end, whatever the socket tells or keeps to itself. Also what adopts a
 * prompt after an unknown answer or a take-over: what is found is followed, what is absent is absent only after two
 * looks some time apart (see `watchAbsence`), so that a request still under way has arrived by then.
 */
export async function followAttempt(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  watch: PromptWatch,
  signal: AbortSignal,
  { isJustAccepted = false, isPostUnheard = false }: Knowledge = {},
): Promise<Ending> {
  const { timings } = dispatch;
  const absence = watchAbsence(link, held, watch, timings, isPostUnheard);
  let movedAtMs = performance.now();
  let answeredAtMs = performance.now();
  let others = "";
  let nextCancelMs = 0;
  let hasten = 0;
  let isLookDue = !isJustAccepted;
  while (true) {
    signal.throwIfAborted();
    if (held.cancelRequested && performance.now() >= nextCancelMs) {
      nextCancelMs = performance.now() + timings.cancelRepeat;
      await askToCancel(link, held.id);
    }
    if (isLookDue) {
      const askedAtMs = performance.now();
      const found = await look(link, held.id, signal);
      if (found !== null) answeredAtMs = performance.now();
      switch (found?.place) {
        case "history":
          link.witnessId = held.id;
          return { kind: "outcome", outcome: recallOutputs(readOutcome(found.entry), watch) };
        case "running":
          await advanceAttempt(dispatch.db, held, "executing");
          break;
        case "pending":
          await advanceAttempt(dispatch.db, held, "accepted");
          if (found.others !== others) movedAtMs = performance.now();
          others = found.others;
          break;
        case "nowhere":
          if (await absence.missed(askedAtMs, signal)) return endAbsent(watch, held);
          break;
        case undefined:
          if (isGone(link, held, timings, answeredAtMs, watch.heardAtMs)) return { kind: "gone" };
          break;
      }
      if (found !== null && found.place !== "nowhere") absence.found();
      const lastSignMs = Math.max(movedAtMs, watch.heardAtMs);
      if (found?.place === "running" || found?.place === "pending") {
        if (performance.now() - lastSignMs > timings.stall) return { kind: "stalled" };
      }
    } else if (watch.progress.hasStarted) {
      await advanceAttempt(dispatch.db, held, "executing");
    }
    // The end is announced before the history has it: look again soon, then less often.
    hasten = watch.progress.ended !== null || watch.progress.isSettled ? hasten + 1 : 0;
    const soonMs = hasten > 0 && hasten <= 8 ? 10 * 2 ** (hasten - 1) : timings.follow;
    const waitMs = absence.isSuspected ? timings.absentGap + earlyByMs : Math.min(soonMs, timings.absentGap);
    isLookDue = await watch.nextHint(waitMs, signal);
  }
}

/**
 * A server that answers nothing has gone sooner than one that answers others and their probes, but has no answer for
 * this prompt: what it works on there is not to be drawn somewhere else as well.
 */
function isGone(
  link: ServerLink,
  held: HeldAttempt,
  timings: Timings,
  answeredAtMs: number,
  heardAtMs: number,
): boolean {
  const nowMs = performance.now();
  if (held.cancelRequested) return nowMs - answeredAtMs > timings.goneCancel;
  const lastSignMs = Math.max(answeredAtMs, heardAtMs, link.answeredAtMs);
  return nowMs - lastSignMs > timings.gone || nowMs - answeredAtMs > timings.stall;
}

/**
 * A server that restarts right after the end has forgotten the prompt, but its files are still on its disk. Only what was
 * heard whole, and names a file of every node that may have saved one, is taken for all there is.
 */
function endAbsent(watch: PromptWatch, held: HeldAttempt): Ending {
  return isAllHeard(watch, held)
    ? { kind: "outcome", outcome: readOutcome(watch.heard) }
    : { kind: "absent" };
}

/** Some releases list no outputs for what they answered from the cache; the socket had named them. */
function recallOutputs(outcome: ExecutionOutcome, { heard, isHeardWhole }: PromptWatch): ExecutionOutcome {
  if (outcome.kind !== "done" || outcome.files.length > 0 || !isHeardWhole) return outcome;
  return { ...outcome, files: readOutcome(heard).files };
}

/** Where the prompt is; null when the server does not answer. */
export async function look(
  link: ServerLink,
  promptId: string,
  signal: AbortSignal,
): Promise<Whereabouts | null> {
  try {
    return await lookForPrompt(link.client, promptId, signal);
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    link.probeSoon();
    return null;
  }
}

/** Only asks; the history tells whether it was in time. */
async function askToCancel(link: ServerLink, promptId: string): Promise<void> {
  try {
    const features = link.facts ?? (await link.client.readFacts());
    await cancelPrompt(link.client, features, promptId);
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
  }
}
