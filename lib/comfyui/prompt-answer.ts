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

/** Reads the answer to POST /prompt. Status first: 413 and 403 carry no JSON. */
export function readPromptAnswer(reply: ComfyReply): PromptOutcome {
  const { status } = reply;
  if (status === 200) return readAccepted(reply);
  if (status === 400) return readRefused(reply);
  if (status >= 500) return { kind: "unknown", reason: `the server answered with ${status}` };
  const message = plainRefusals[status] ?? `The server answered with ${status}.`;
  return { kind: "refused", refusal: plain(status, `http_${status}`, message) };
}

/** The graph was queued under another id than ours, and was taken back. */
export const foreignId = plain(200, "foreign_prompt_id", "The server does not take our prompt ids.");

const plainRefusals: Record<number, string> = {
  401: "The server asks for credentials.",
  403: "The server refuses requests from here.",
  404: "There is no ComfyUI at this address.",
  405: "There is no ComfyUI at this address.",
  413: "The graph is larger than the server takes.",
};

function readAccepted(reply: ComfyReply): PromptOutcome {
  const accepted = tryReadBody(reply, acceptedSchema);
  if (accepted === null) return { kind: "unknown", reason: "the server's answer could not be read" };
  if (Object.keys(accepted.node_errors).length === 0) {
    return { kind: "accepted", promptId: accepted.prompt_id };
  }
  const refusal: Refusal = {
    ...plain(200, "partly_refused", "Some outputs of the graph were refused."),
    nodeErrors: accepted.node_errors,
    isQueued: true,
  };
  return { kind: "refused", refusal };
}

function readRefused(reply: ComfyReply): PromptOutcome {
  const body = tryReadBody(reply, refusedSchema);
  if (body === null) {
    return { kind: "refused", refusal: plain(400, "http_400", "The server refused the graph.") };
  }
  const { type, message, details, extra_info } = body.error;
  const named = namedNode(extra_info, details);
  const refusal: Refusal = {
    ...plain(400, type, message),
    details,
    nodeErrors: { ...named, ...body.node_errors },
  };
  return { kind: "refused", refusal };
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
