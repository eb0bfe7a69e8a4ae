import { ComfyFault } from "#lib/comfyui/send-request";
import { isAtLeast } from "#lib/comfyui/comfy-version";
import type { ServerHealth } from "#lib/server/server-schema";

export type Health = { health: ServerHealth; reason: string | null };

/** Silent probes in a row before a server that took the connection counts as down: loading a model takes a while. */
const patience = 3;

/** What a probe that got no answer says. A refused connection is certain at once. */
export function judgeSilence(error: unknown, silentProbes: number): Health {
  const reason = error instanceof ComfyFault ? `${error.message}.` : "It could not be asked.";
  const isCertain = error instanceof ComfyFault && error.kind === "unsent";
  return { health: isCertain || silentProbes >= patience ? "down" : "degraded", reason };
}

/** What an answering server is: `busy` when as many prompts wait or run there as it has slots. */
export function judgeAnswer(state: { inQueue: number; capacity: number; stalled: string | null }): Health {
  if (state.stalled !== null) return { health: "degraded", reason: state.stalled };
  return { health: state.inQueue >= state.capacity ? "busy" : "ready", reason: null };
}

/** What an owner should know about a server that works all the same. */
export function warningsFor(version: string): string[] {
  if (version === "unknown") return ["It does not tell its version; the oldest protocol is assumed."];
  if (!isAtLeast(version, "0.3.45")) {
    return [
      `ComfyUI ${version} is too old to be used safely: it ignores our prompt ids. Update it to 0.3.45 or later.`,
    ];
  }
  return isAtLeast(version, "0.28")
    ? []
    : [
        `ComfyUI ${version} has known security holes that 0.28 closes. Update it, and let nobody else reach it.`,
      ];
}
