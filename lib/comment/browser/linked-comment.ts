let linked: string | null = null;
const listeners = new Set<() => void>();

/** Remembers the comment that an address led to; the address itself goes on with the cursor. */
export function setLinkedComment(id: string | null): void {
  if (id === linked) return;
  linked = id;
  for (const listener of listeners) listener();
}

export function readLinkedComment(): string | null {
  return linked;
}

export function subscribeLinkedComment(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
