import type { ComfyClient } from "#lib/comfyui/comfy-client";
import type { HistoryEntry } from "#lib/comfyui/protocol-schema";

/** Where a prompt is on its server. `others` is what runs instead while ours is pending. */
export type Whereabouts =
  | { place: "history"; entry: HistoryEntry }
  | { place: "running" }
  | { place: "pending"; others: string }
  | { place: "nowhere" };

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
  const queue = await client.readQueue(signal);
  if (queue.running.includes(promptId)) return { place: "running" };
  if (queue.pending.includes(promptId)) return { place: "pending", others: queue.running.join() };
  const late = await client.readHistory(promptId, signal);
  return late ? { place: "history", entry: late } : { place: "nowhere" };
}
