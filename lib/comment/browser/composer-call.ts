/** A field that has not come by then does not come: details that cannot be read, a chunk that was not delivered. */
const waitsMs = 5000;

let calledUntil = 0;
const listeners = new Set<() => void>();

/** Asks for the field in which comments are written to take the focus, now or as soon as it is on screen. */
export function callComposer(now = performance.now()): void {
  calledUntil = now + waitsMs;
  for (const listener of listeners) listener();
}

/** Whether somebody has called and no field has answered yet: what is typed meanwhile was meant for it. */
export function isComposerCalled(now = performance.now()): boolean {
  return now < calledUntil;
}

/** Answers a call; false when there was none. */
export function takeCall(now = performance.now()): boolean {
  const was = isComposerCalled(now);
  calledUntil = 0;
  return was;
}

export function subscribeCalls(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
