import { ComfyFault } from "#lib/comfyui/comfy-fault";
import type { ServerLink } from "./server-link.ts";

/** Has the server forget models and node results before its next prompt; one that does not answer forgets nothing. */
export async function freeMemory(link: ServerLink): Promise<void> {
  try {
    await link.client.free();
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
  }
}
