import { acceptedSchema, refusedSchema, type NodeErrors } from "./protocol-schema.ts";
import { tryReadBody } from "./read-body.ts";
import type { ComfyReply } from "./send-request.ts";

/** Why a graph was not taken, in the server's words. `type` is ComfyUI's, or ours for what has no JSON. */
export type Refusal = {
  status: number;
  type: string;
  message: string;
  details: string;
  nodeErrors: NodeErrors;
  /** A 200 with node errors: the rest of the graph was queued all the same and has to be taken back. */
  isQueued: boolean;
};

/**
 * What became of POST /prompt. `unsent` provably did not reach the server; after `unknown` only the server's queue
 * and history can tell.
 */
export type PromptOutcome =
  | { kind: "accepted"; promptId: string }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "unknown"; reason: string }
  | { kind: "unsent"; reason: string };

/**
 * Reads the answer to POST /prompt of `promptId`. A graph is refused only in ComfyUI's own words: whatever else comes is
 * as likely from a proxy, which says nothing of the graph, and often not even whether it was passed on.
 */
export function readPromptAnswer(reply: ComfyReply, promptId: string): PromptOutcome {
  const { status } = reply;
  if (status === 200) return readAccepted(reply, promptId);
  const refusal = status === 400 ? readRefused(reply) : null;
  if (refusal !== null) return { kind: "refused", refusal };
  if (status === 413) {
    return { kind: "refused", refusal: plain(413, "http_413", "The graph is larger than the server takes.") };
  }
  return { kind: "unknown", reason: reasons[status] ?? `it was answered with ${status}` };
}

const reasons: Record<number, string> = {
  401: "credentials were asked for, which belong into COMFYUI_URL",
  403: "requests from here are refused by the server, or by what stands before it",
};

function readAccepted(reply: ComfyReply, promptId: string): PromptOutcome {
  const accepted = tryReadBody(reply, acceptedSchema);
  if (accepted === null) return { kind: "unknown", reason: "the answer could not be read" };
  // Somebody else's answer, or a server that gives ids of its own. Neither that prompt nor ours may be touched.
  if (accepted.prompt_id !== promptId) {
    return { kind: "unknown", reason: "the answer was to another prompt than ours" };
  }
  if (Object.keys(accepted.node_errors).length === 0) return { kind: "accepted", promptId };
  const refusal: Refusal = {
    ...plain(200, "partly_refused", "Some outputs of the graph were refused."),
    nodeErrors: accepted.node_errors,
    isQueued: true,
  };
  return { kind: "refused", refusal };
}

function readRefused(reply: ComfyReply): Refusal | null {
  const body = tryReadBody(reply, refusedSchema);
  if (body === null) return null;
  const { type, message, details, extra_info } = body.error;
  const named = namedNode(extra_info, details);
  return { ...plain(400, type, message), details, nodeErrors: { ...named, ...body.node_errors } };
}

/** An unknown class is reported on the whole graph; put it on the node it speaks of, where the server says which. */
function namedNode(extra: Record<string, unknown>, details: string): NodeErrors | null {
  const [, quoted] = /Node ID '#([^']+)'/.exec(details) ?? [];
  const id = typeof extra["node_id"] === "string" ? extra["node_id"] : quoted;
  if (id === undefined) return null;
  const classType = typeof extra["class_type"] === "string" ? extra["class_type"] : "";
  return { [id]: { errors: [], dependent_outputs: [], class_type: classType } };
}

function plain(status: number, type: string, message: string): Refusal {
  return { status, type, message, details: "", nodeErrors: {}, isQueued: false };
}
