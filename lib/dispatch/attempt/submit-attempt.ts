import type { PromptOutcome } from "#lib/comfyui/prompt-answer";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import type { CheckedParams } from "#lib/contract/contract";
import { validateParams } from "#lib/contract/validate-params";
import { fillRun } from "#lib/run/fill-run";
import { readVersion, type LoadedVersion } from "#lib/workflow/read-version";
import { storeGraph } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { freeMemory } from "#lib/dispatch/server/free-memory";
import type { HeldAttempt } from "./held-attempt.ts";
import { postPrompt } from "./post-prompt.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import { Unsubmittable } from "./unsubmittable.ts";
import { uploadAssets } from "./upload-assets.ts";

/**
 * Posts the run's graph, which the claim has noted down: a prompt id can be known to the server only when its graph is
 * in the database. Where pictures come first they are uploaded, the graph is filled with their names, and stored. Throws
 * `Unsubmittable` when the run itself cannot be put together.
 */
export async function submitAttempt(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  signal: AbortSignal,
): Promise<PromptOutcome> {
  let graph: string;
  try {
    graph = held.graph ?? (await fillForServer(dispatch, link, held));
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    if (error.status === 413) {
      throw new Unsubmittable("A picture the run starts from is larger than the server takes.");
    }
    // An upload failed, so nothing was posted yet.
    return { kind: error.status === null ? "unsent" : "unknown", reason: error.message };
  }
  await link.socket.opened(dispatch.timings.socketOpen);
  // A worker that was held up on the way may have lost the attempt meanwhile; this write tells.
  const isLongAgo = performance.now() - held.claimedAtMs > dispatch.timings.renew;
  if (held.graph === null || isLongAgo) await storeGraph(dispatch.db, held, graph);
  if (held.isAfresh) await freeMemory(link);
  await dispatch.reach("before-post", held);
  signal.throwIfAborted();
  const postedAtMs = performance.now();
  held.mayBePosted = true;
  const answered = postPrompt(dispatch, link, held, graph, signal);
  // A turn later it is in the hands of the system.
  setImmediate(() => dispatch.held.get(held.id)?.sent());
  const outcome = await answered;
  await dispatch.reach("posted", held);
  if (outcome.kind === "accepted") link.socket.expectStatus(postedAtMs);
  return outcome;
}

async function fillForServer(dispatch: Dispatch, link: ServerLink, held: HeldAttempt): Promise<string> {
  const version = await readVersion(dispatch.db, held.versionId);
  const params = recheck(version, held);
  const assets = await uploadAssets(dispatch, link, version.contract, params);
  return fillRun(version, params, assets);
}

/** The contract is the same as when the run was created, but this release may read it differently. */
function recheck({ contract }: LoadedVersion, { params }: HeldAttempt): CheckedParams {
  const check = validateParams(contract, params);
  if (check.ok) return check.params;
  const [first] = check.errors;
  throw new Unsubmittable(`Its params no longer fit the contract: ${first?.message ?? "unknown reason"}`);
}
