import type { ComfyClient } from "./comfy-client.ts";
import type { ComfyFeatures } from "./comfy-version.ts";

/**
 * Ends exactly `promptId`, pending or running, and nobody else's work: atomically where the server can, and by targeted
 * interrupt from 0.3.57. Older servers interrupt whatever runs, so there it is only done when the queue has just shown
 * that ours runs and that nobody's waits to take its place; otherwise ours is left to end by itself. It only asks:
 * whether it was in time is for history to say, so call it again until history has the prompt.
 */
export async function cancelPrompt(
  client: ComfyClient,
  features: ComfyFeatures,
  promptId: string,
): Promise<void> {
  if (features.jobsCancel && (await client.cancelJob(promptId)) !== null) return;
  await client.deleteQueued(promptId);
  if (features.targetedInterrupt || (await isAlone(client, promptId))) await client.interrupt(promptId);
}

async function isAlone(client: ComfyClient, promptId: string): Promise<boolean> {
  const { running, pending } = await client.readQueue();
  return pending.length === 0 && running.length === 1 && running.includes(promptId);
}
