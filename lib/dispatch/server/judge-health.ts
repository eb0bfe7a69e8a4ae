import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isAtLeast } from "#lib/comfyui/comfy-version";
import type { ServerHealth } from "#lib/server/server-schema";

export type Health = { health: ServerHealth; reason: string | null };

/** The first release that takes a prompt id of the caller's. */
const oldestUsable = "0.3.45";

/** Silent probes in a row before a server that took the connection counts as down: loading a model takes a while. */
const patience = 3;

/** What a probe that got no answer says. A refused connection is certain at once. */
export function judgeSilence(error: unknown, silentProbes: number): Health {
  const reason = error instanceof ComfyFault ? `${error.message}.` : "It could not be asked.";
  const isCertain = error instanceof ComfyFault && error.kind === "unsent";
  return { health: isCertain || silentProbes >= patience ? "down" : "degraded", reason };
}

type Answer = { version: string; inQueue: number; capacity: number; stalled: string | null };

/**
 * What an answering server is: `busy` when as many prompts wait or run there as it has slots. A release that ignores
 * our prompt ids is never given a run: nothing could be found again after a lost answer.
 */
export function judgeAnswer(state: Answer): Health {
  if (state.version !== "unknown" && !isAtLeast(state.version, oldestUsable)) {
    return {
      health: "degraded",
      reason: `ComfyUI ${state.version} is too old. Update it to ${oldestUsable} or later.`,
    };
  }
  if (state.stalled !== null) return { health: "degraded", reason: state.stalled };
  return { health: state.inQueue >= state.capacity ? "busy" : "ready", reason: null };
}

/** Whether the server takes runs, now or when a slot is free. */
export function takesRuns(health: ServerHealth): boolean {
  return health === "ready" || health === "busy";
}

/** Older releases run scripts out of pictures and read files outside their folders. */
const floor = "0.28";

/** Whether the release has known security holes. One that does not tell its version is not accused of any. */
export function isBelowFloor(version: string): boolean {
  return version !== "unknown" && !isAtLeast(version, floor);
}

/** What an owner should know about a server that works all the same. */
export function warningsFor(version: string): string[] {
  if (version === "unknown") return ["It does not tell its version; the oldest protocol is assumed."];
  if (!isBelowFloor(version)) return [];
  return [
    `ComfyUI ${version} has known security holes that ${floor} closes. Update it, and let nobody else reach it.`,
  ];
}
