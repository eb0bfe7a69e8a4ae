import type { ComfyClient } from "./comfy-client.ts";
import type { ComfyFeatures } from "./comfy-version.ts";

/**
 * Ends exactly `promptId`, pending or running, and nobody else's work: atomically where the server can, by targeted
 * interrupt from 0.3.57, and on older servers only after the queue has shown that ours is what runs. It only asks;
 * whether it was in time is for history to say, so call it again until history has the prompt.
 */
export async function cancelPrompt(
  client: ComfyClient,
  features: ComfyFeatures,
  promptId: string,
): Promise<void> {
  if (features.jobsCancel && (await client.cancelJob(promptId)) !== null) return;
  await client.deleteQueued(promptId);
  if (features.targetedInterrupt || (await client.readQueue()).running.includes(promptId)) {
    await client.interrupt(promptId);
  }
}
