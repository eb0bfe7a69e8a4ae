/** A job of a baseline: a graph to post under a prompt id, as our worker does for an attempt. */
export type PromptJob = {
  promptId: string;
  /** The server it is for; left out, the worker takes one that it keeps nothing else busy on. */
  url?: string;
  graph: Record<string, unknown>;
};

/** Posts the graph; resolves when the server has taken it. Throws when it has not. */
export async function postPrompt(url: string, job: PromptJob, clientId = "baseline"): Promise<void> {
  const reply = await fetch(`${url}/prompt`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: job.graph, prompt_id: job.promptId, client_id: clientId }),
  });
  if (!reply.ok) throw new Error(`The simulator answered ${reply.status}: ${await reply.text()}`);
  await reply.arrayBuffer();
}
