import { addressOf, sendRequest } from "#lib/comfyui/send-request";

/** A job of a baseline: a graph to post under a prompt id, as our worker does for an attempt. */
export type PromptJob = {
  promptId: string;
  /** The server it is for; left out, the worker takes one that it keeps nothing else busy on. */
  url?: string;
  graph: Record<string, unknown>;
};

/**
 * Posts the graph over our own transport, so that what is compared is the queue and not the way to the server; resolves
 * when the server has taken it. Throws when it has not.
 */
export async function postPrompt(url: string, job: PromptJob, clientId = "baseline"): Promise<void> {
  const body = JSON.stringify({ prompt: job.graph, prompt_id: job.promptId, client_id: clientId });
  const reply = await sendRequest(addressOf(url), {
    method: "POST",
    path: "/prompt",
    body,
    timeoutMs: 30_000,
  });
  if (reply.status === 200) return;
  throw new Error(`The simulator answered ${reply.status}: ${Buffer.from(reply.bytes).toString()}`);
}
