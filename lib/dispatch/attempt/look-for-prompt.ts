import type { ComfyClient, QueuePlace } from "#lib/comfyui/comfy-client";
import type { HistoryEntry } from "#lib/comfyui/protocol-schema";

/** Where a prompt is on its server. */
export type Whereabouts = { place: "history"; entry: HistoryEntry } | QueuePlace | { place: "nowhere" };

/**
 * Looks in the history, the queue and the history again: a prompt may finish between two looks, and one that left the
 * queue has its entry. Throws `ComfyFault` when the server does not answer.
 */
export async function lookForPrompt(
  client: ComfyClient,
  promptId: string,
  signal: AbortSignal,
): Promise<Whereabouts> {
  const early = await client.readHistory(promptId, signal);
  if (early) return { place: "history", entry: early };
  const queued = await client.locateInQueue(promptId, signal);
  if (queued) return queued;
  const late = await client.readHistory(promptId, signal);
  return late ? { place: "history", entry: late } : { place: "nowhere" };
}
