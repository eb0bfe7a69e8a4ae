import type { PromptOutcome } from "#lib/comfyui/prompt-answer";
import { ComfyFault } from "#lib/comfyui/send-request";
import type { CheckedParams } from "#lib/contract/contract";
import { fillGraph } from "#lib/contract/fill-graph";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { validateParams } from "#lib/contract/validate-params";
import { stringifyExactJson } from "#lib/json";
import { readVersion, type LoadedVersion } from "#lib/workflow/read-version";
import { storeGraph } from "./attempt-store.ts";
import type { Dispatch } from "./dispatch.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { postPrompt } from "./post-prompt.ts";
import type { ServerLink } from "./server-link.ts";
import { Unsubmittable } from "./unsubmittable.ts";
import { uploadAssets } from "./upload-assets.ts";

/**
 * Uploads the run's pictures, fills the graph, stores it and posts it, in this order: a prompt id can be known to the
 * server only when its graph is in the database. Throws `Unsubmittable` when the run itself cannot be put together.
 */
export async function submitAttempt(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  signal: AbortSignal,
): Promise<PromptOutcome> {
  let graph: ApiGraph;
  try {
    graph = await fillForServer(dispatch, link, held);
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    if (error.status !== null && error.status < 500) {
      throw new Unsubmittable(`The server did not take a picture the run starts from (${error.status}).`);
    }
    // An upload failed, so nothing was posted yet.
    return { kind: "unsent", reason: error.message };
  }
  await link.socket.opened(dispatch.timings.socketOpen);
  await storeGraph(dispatch.db, held, stringifyExactJson(graph));
  await dispatch.reach("before-post", held);
  signal.throwIfAborted();
  const postedAtMs = performance.now();
  const outcome = await postPrompt(dispatch, link, held, graph, signal);
  await dispatch.reach("posted", held);
  if (outcome.kind === "accepted") link.socket.expectStatus(postedAtMs);
  return outcome;
}

async function fillForServer(dispatch: Dispatch, link: ServerLink, held: HeldAttempt): Promise<ApiGraph> {
  const version = await readVersion(dispatch.db, held.versionId);
  const params = recheck(version, held);
  const assets = await uploadAssets(dispatch, link, version.contract, params);
  return fillGraph(version.contract, version.graph, params, assets);
}

/** The contract is the same as when the run was created, but this release may read it differently. */
function recheck({ contract }: LoadedVersion, { params }: HeldAttempt): CheckedParams {
  const check = validateParams(contract, params);
  if (check.ok) return check.params;
  const [first] = check.errors;
  throw new Unsubmittable(`Its params no longer fit the contract: ${first?.message ?? "unknown reason"}`);
}
