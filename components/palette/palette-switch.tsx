let isOpen = false;
const listeners = new Set<() => void>();

/** Opens or closes the palette from anywhere: its key, the rail, the menu of a phone. */
export function setPaletteOpen(next: boolean): void {
  if (next === isOpen) return;
  isOpen = next;
  for (const listener of listeners) listener();
}

export function isPaletteOpen(): boolean {
  return isOpen;
}

export function subscribePalette(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
