/** A job of a baseline: a graph to post under a prompt id, as our worker does for an attempt. */
export type PromptJob = { promptId: string; url: string; graph: Record<string, unknown> };

/** Posts the graph; resolves when the server has taken it. Throws when it has not. */
export async function postPrompt({ promptId, url, graph }: PromptJob, clientId = "baseline"): Promise<void> {
  const reply = await fetch(`${url}/prompt`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: graph, prompt_id: promptId, client_id: clientId }),
  });
  if (!reply.ok) throw new Error(`The simulator answered ${reply.status}: ${await reply.text()}`);
  await reply.arrayBuffer();
}
