import type { ExecutionOutcome, ProducedFile } from "#lib/comfyui/outcome";
import type { RunError } from "#lib/run/run-schema";
import { traced } from "#lib/trace/traced";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { type Collected, collectFiles } from "./collect-files.ts";
import type { Dispatch, HeldEntry } from "#lib/dispatch/dispatch";
import type { EarlyDownload } from "./download-early.ts";
import { explainFailedRun } from "./explain-for-run.ts";
import type { Ending } from "./follow-attempt.ts";
import { freeMemory } from "#lib/dispatch/server/free-memory";
import type { HeldAttempt } from "./held-attempt.ts";
import { pause } from "#lib/dispatch/loop";
import { losses } from "./losses.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import { isLossCode } from "./retry-ladder.ts";
import { settleCanceled, settleDone, settleFailed, settleLost } from "./settle-attempt.ts";
import { wantedFiles } from "./wanted-files.ts";

/** Turns the end of following an attempt into what becomes of its run. A finished run stays finished, canceled or not. */
export async function endFollowed(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  version: LoadedVersion,
  ending: Ending,
  early: EarlyDownload,
  /** Why the answer to its submission was in doubt; null when the server had accepted it. */
  doubt: string | null,
  signal: AbortSignal,
): Promise<void> {
  switch (ending.kind) {
    case "outcome":
      return endOutcome(dispatch, link, held, version, ending.outcome, early, signal);
    case "absent":
      if (held.cancelRequested) return settleCanceled(dispatch, held, { isOffServer: true });
      return settleLost(dispatch, held, doubt === null ? losses.restarted : losses.unanswered(doubt), {
        isOffServer: true,
      });
    case "gone":
      if (held.cancelRequested) return settleCanceled(dispatch, held, { isOffServer: false });
      return settleLost(dispatch, held, losses.gone, { isOffServer: false });
    case "stalled":
      link.stalled = { reason: losses.stalled.message, promptId: held.id };
      link.probeSoon();
      return settleLost(dispatch, held, losses.stalled, { isOffServer: false });
  }
}

async function endOutcome(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  version: LoadedVersion,
  outcome: ExecutionOutcome,
  early: EarlyDownload,
  signal: AbortSignal,
): Promise<void> {
  if (outcome.kind === "interrupted") {
    if (held.cancelRequested) return settleCanceled(dispatch, held, { isOffServer: true });
    return settleFailed(dispatch, held, "interrupted", interruptedElsewhere);
  }
  if (outcome.kind === "failed") {
    if (held.cancelRequested) return settleCanceled(dispatch, held, { isOffServer: true });
    return endFailed(dispatch, link, held, explainFailedRun(version, held.params, outcome.failure));
  }
  const wanted = wantedFiles(outcome.files, version.contract, version.graph);
  const { files, missing, heldBack } = await giveBackAndCollect(dispatch, link, held, wanted, early, signal);
  if (heldBack !== null) return settleLost(dispatch, held, losses.heldBack(heldBack), { isOffServer: true });
  if (wanted.length === 0) {
    if (outcome.cachedNodes.length === 0) return settleFailed(dispatch, held, "done", nothingSaved);
    // Answered from the cache without naming a file: only drawing it again shows whether it saves one.
    return retryUncached(dispatch, link, held);
  }
  if (missing === files.length) {
    if (outcome.cachedNodes.length > 0) return retryUncached(dispatch, link, held);
    return settleLost(dispatch, held, losses.outputGone, { isOffServer: true });
  }
  const isCached = ({ nodeId, displayNodeId }: ProducedFile) =>
    outcome.cachedNodes.includes(nodeId) || outcome.cachedNodes.includes(displayNodeId);
  await settleDone(dispatch, held, version.workflowId, files, wanted.every(isCached));
}

/**
 * The slot goes to the next run while the files are fetched: neither has to wait for the other. Only what keeps a
 * processor busy, unpacking them, comes after the next prompt, as long as runs wait for it. Once another worker turns out
 * to hold the attempt, nothing more is fetched.
 */
async function giveBackAndCollect(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  wanted: readonly ProducedFile[],
  early: EarlyDownload,
  signal: AbortSignal,
): Promise<Collected> {
  const lost = new AbortController();
  const both = AbortSignal.any([signal, lost.signal]);
  async function giveBack(): Promise<HeldEntry | null> {
    const next = await dispatch.giveBack(held);
    await dispatch.reach("before-collect", held);
    return next;
  }
  const isUrgent = dispatch.isAnyLeft;
  const givenBack = giveBack();
  givenBack.catch((error: unknown) => lost.abort(error));
  const unpacking = isUrgent ? nextSent(givenBack, dispatch.timings.unpackPatience, both) : Promise.resolve();
  const collected = traced("collect", { files: wanted.length }, () =>
    collectFiles(dispatch, link, held, wanted, early, unpacking, both),
  );
  const [files] = await Promise.all([collected, givenBack]);
  return files;
}

/** Resolves when the prompt of the run that has the slot now was sent, and before long in any case. Never throws. */
async function nextSent(
  givenBack: Promise<HeldEntry | null>,
  atMostMs: number,
  signal: AbortSignal,
): Promise<void> {
  const sent = givenBack.then((next) => next?.underWay).catch(() => undefined);
  await Promise.race([sent, pause(atMostMs, signal)]);
}

/** What is wrong with the server may be right with another one, or the next time; what is wrong with the run is not. */
async function endFailed(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  error: RunError,
): Promise<void> {
  const { code } = error;
  if (code === "missing_file") {
    link.client.forgetUploads();
    return settleLost(dispatch, held, { ...error, code: "input_gone" }, { isOffServer: true });
  }
  if (!isLossCode(code)) return settleFailed(dispatch, held, "done", error);
  if (code === "missing_model") link.objectInfo = null;
  else await freeMemory(link);
  return settleLost(dispatch, held, { ...error, code }, { isOffServer: true });
}

/** The server would answer an identical graph from its cache again, with the same names of files that are gone. */
async function retryUncached(dispatch: Dispatch, link: ServerLink, held: HeldAttempt): Promise<void> {
  await freeMemory(link);
  await settleLost(dispatch, held, losses.outputGone, { isOffServer: true });
}

const interruptedElsewhere: RunError = {
  code: "interrupted",
  message: "Somebody stopped this run on the ComfyUI server itself.",
  remedy: "Retry it when the server is free.",
};

const nothingSaved: RunError = {
  code: "no_output",
  message: "The run ended well on the server, but saved no file.",
  remedy: "Check that the workflow ends in a saving node, and that nothing before it blocks its input.",
};
