import { ComfyFault } from "#lib/comfyui/comfy-fault";
import type { PromptOutcome, Refusal } from "#lib/comfyui/prompt-answer";
import { isDatabaseAway } from "#lib/db/database-away";
import { traced } from "#lib/trace/traced";
import { readVersion, type LoadedVersion } from "#lib/workflow/read-version";
import { attemptLog } from "./attempt-log.ts";
import { advanceAttempt } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { downloadEarly, type EarlyDownload } from "./download-early.ts";
import { endFollowed } from "./end-attempt.ts";
import { explainRefusedRun } from "./explain-for-run.ts";
import { followAttempt, type Ending } from "./follow-attempt.ts";
import { FenceLost, type HeldAttempt } from "./held-attempt.ts";
import { pause } from "#lib/dispatch/loop";
import { losses } from "./losses.ts";
import { reportProgress } from "./report-progress.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import { settleCanceled, settleFailed, settleLost } from "./settle-attempt.ts";
import { submitAttempt } from "./submit-attempt.ts";
import { Unsubmittable } from "./unsubmittable.ts";
import { watchPrompt, type PromptWatch } from "./watch-prompt.ts";
import { weighNodes } from "./weigh-nodes.ts";

const mostSurprises = 5;

/**
 * Brings one attempt to its end, from wherever it stands: freshly claimed, taken over, or after a step that failed
 * unexpectedly. Every step reads where things are and every write is fenced, so each may be repeated. Never throws.
 */
export async function conductAttempt(
  dispatch: Dispatch,
  held: HeldAttempt,
  signal: AbortSignal,
): Promise<void> {
  const log = attemptLog(dispatch, held);
  for (let surprises = 0; !signal.aborted;) {
    try {
      const link = await dispatch.links.get(held.serverId);
      const version = await readVersion(dispatch.db, held.versionId);
      const early = downloadEarly(link.client, version, signal);
      await conduct(dispatch, link, held, version, early, signal).finally(early.close);
      await dispatch.reach("committed", held);
      log.info("attempt ended");
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof FenceLost) return log.warn("attempt was taken over by another worker");
      // A database that is away is waited for; ComfyUI works on meanwhile.
      if (!isDatabaseAway(error)) surprises += 1;
      log.error({ err: error, surprises }, "attempt stumbled");
      if (surprises >= mostSurprises && (await giveUp(dispatch, held))) return;
      await pause(dispatch.timings.surprise, signal);
    }
  }
}

async function conduct(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  version: LoadedVersion,
  early: EarlyDownload,
  signal: AbortSignal,
): Promise<void> {
  const weights = weighNodes(version.graph);
  const watch: PromptWatch = watchPrompt(link, held.id, weights, () => {
    reporter.changed();
    // The history is asked for on the same news, and goes first.
    if (isSuccess(watch)) setImmediate(() => early.begin(watch.heard));
  });
  const reporter = reportProgress(dispatch, held, version.graph, () => watch);
  const stopNudging = nudgeOnCancel(dispatch, held, watch);
  let ending: Ending;
  let doubt: string | null = null;
  const isPostUnheard = held.mayBePosted;
  let isJustAccepted = false;
  try {
    if (!held.mayBePosted) {
      if (held.cancelRequested) return await settleCanceled(dispatch, held, { isOffServer: true });
      const outcome = await trySubmit(dispatch, link, held, signal);
      if (outcome === null) return;
      if (await endUnaccepted(dispatch, link, held, version, outcome, watch, signal)) return;
      if (outcome.kind === "unknown") doubt = outcome.reason;
      isJustAccepted = outcome.kind === "accepted";
    }
    ending = await traced("follow", {}, () =>
      followAttempt(dispatch, link, held, watch, signal, { isJustAccepted, isPostUnheard }),
    );
  } finally {
    stopNudging();
    watch.close();
    await reporter.stop();
  }
  await endFollowed(dispatch, link, held, version, ending, early, doubt, signal);
}

/** Null when the run could not be put together, and has failed with that reason. */
async function trySubmit(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  signal: AbortSignal,
): Promise<PromptOutcome | null> {
  try {
    return await traced("submit", {}, () => submitAttempt(dispatch, link, held, signal));
  } catch (error) {
    if (!(error instanceof Unsubmittable)) throw error;
    await settleFailed(dispatch, held, "refused", {
      code: "unsubmittable",
      message: error.message,
      remedy: "Edit and run it from its form.",
    });
    return null;
  }
}

/** True when the attempt ended with the answer to its POST; false when it is to be followed. */
async function endUnaccepted(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  version: LoadedVersion,
  outcome: PromptOutcome,
  watch: PromptWatch,
  signal: AbortSignal,
): Promise<boolean> {
  switch (outcome.kind) {
    case "accepted":
      // An idle server has often begun before its answer was read.
      await advanceAttempt(dispatch.db, held, watch.progress.hasStarted ? "executing" : "accepted");
      await dispatch.reach("accepted", held);
      return false;
    case "unknown":
      attemptLog(dispatch, held).warn(
        { reason: outcome.reason },
        "no answer to a submission; asking the server",
      );
      return false;
    case "unsent":
      link.state = { health: "down", reason: `${outcome.reason}.` };
      link.probeSoon();
      await settleLost(dispatch, held, losses.unreachable(outcome.reason), { isOffServer: true });
      return true;
    case "refused":
      await endRefused(dispatch, link, held, version, outcome.refusal, signal);
      return true;
  }
}

async function endRefused(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  version: LoadedVersion,
  refusal: Refusal,
  signal: AbortSignal,
): Promise<void> {
  if (refusal.isQueued) await takeBack(dispatch, link, held, signal);
  const error = explainRefusedRun(version, refusal);
  if (error.code === "missing_node" || error.code === "missing_model") {
    // What the server told us it can do is no longer true; what it tells next says where the run can go.
    link.objectInfo = null;
    link.probeSoon();
    return settleLost(dispatch, held, { ...error, code: error.code }, { isOffServer: true });
  }
  if (error.code === "missing_file") {
    link.client.forgetUploads();
    return settleLost(dispatch, held, losses.inputGone(error.message), { isOffServer: true });
  }
  await settleFailed(dispatch, held, "refused", error);
}

/** A partly refused graph runs without the refused outputs; nobody wants the rest. Waits until it is off the server. */
async function takeBack(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  signal: AbortSignal,
): Promise<void> {
  const watch = watchPrompt(link, held.id, new Map(), () => undefined);
  const unwanted = { ...held, cancelRequested: true };
  try {
    await followAttempt(dispatch, link, unwanted, watch, signal);
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
  } finally {
    watch.close();
  }
}

function isSuccess({ progress }: PromptWatch): boolean {
  return progress.isSettled && progress.ended === "success";
}

function nudgeOnCancel(dispatch: Dispatch, held: HeldAttempt, watch: PromptWatch): () => void {
  const entry = dispatch.held.get(held.id);
  if (!entry) return () => undefined;
  entry.nudge = () => watch.nudge();
  return () => {
    entry.nudge = () => undefined;
  };
}

/** The last resort: the run fails with an apology instead of being tried for ever. False when even that failed. */
async function giveUp(dispatch: Dispatch, held: HeldAttempt): Promise<boolean> {
  try {
    await settleLost(dispatch, held, losses.surprise, { isOffServer: false });
    return true;
  } catch (error) {
    return error instanceof FenceLost;
  }
}
