const holdMs = 300;
let heldUntil = 0;

/**
 * Call when the question changes under the reviewer's hands (a failure brought another picture back): for a moment
 * verdict keys are let through to nobody, or somebody typing fast decides about something not yet seen.
 */
export function holdVerdicts(now = performance.now()): void {
  heldUntil = now + holdMs;
}

export function areVerdictsHeld(now = performance.now()): boolean {
  return now < heldUntil;
}
