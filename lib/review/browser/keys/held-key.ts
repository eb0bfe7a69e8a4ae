const modifiers = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph"]);

let isHeld = false;
const listeners = new Set<() => void>();

/** Whether a key repeats at this moment: what is passed on the way is not looked at. */
export function isKeyHeld(): boolean {
  return isHeld;
}

export function subscribeHeldKey(listener: () => void): () => void {
  if (listeners.size === 0) watch("addEventListener");
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) watch("removeEventListener");
  };
}

function watch(how: "addEventListener" | "removeEventListener"): void {
  // Before the desk's own listener moves the cursor, so that the move is known to be one of many.
  window[how]("keydown", pressed, { capture: true });
  window[how]("keyup", released, { capture: true });
  // Whoever switches windows lets go elsewhere.
  window[how]("blur", released);
}

function pressed(event: Event): void {
  const { repeat, key } = event as KeyboardEvent;
  // A finger that rests on Shift moves nothing.
  set(repeat && !modifiers.has(key));
}

function released(): void {
  set(false);
}

function set(next: boolean): void {
  if (next === isHeld) return;
  isHeld = next;
  for (const listener of listeners) listener();
}
