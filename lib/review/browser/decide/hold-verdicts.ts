const holdMs = 300;
let heldUntil = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Call when the question changes under the reviewer's hands (a failure brought another picture back): for a moment
 * verdict keys are let through to nobody, or somebody typing fast decides about something not yet seen. The page is
 * marked meanwhile, so that the decision bar is seen to rest.
 */
export function holdVerdicts(now = performance.now()): void {
  heldUntil = now + holdMs;
  if (typeof document === "undefined") return;
  const { dataset } = document.documentElement;
  dataset["held"] = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete dataset["held"], holdMs);
}

export function areVerdictsHeld(now = performance.now()): boolean {
  return now < heldUntil;
}
