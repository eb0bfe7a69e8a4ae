let isCalled = false;
const listeners = new Set<() => void>();

/** Asks for the field in which comments are written to take the focus, now or as soon as it is on screen. */
export function callComposer(): void {
  isCalled = true;
  for (const listener of listeners) listener();
}

/** Whether somebody called since the last time this was asked. */
export function takeCall(): boolean {
  const was = isCalled;
  isCalled = false;
  return was;
}

export function subscribeCalls(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
