import type { Size, View } from "./zoom.ts";

/**
 * How one looks at pictures: fitted, or close up at a place. It outlives the picture, so that one detail can be
 * followed through a series, and two pictures may share one.
 */
export type Lens = {
  /** What was asked for, null for fit. Whoever draws it holds it inside the room there is. */
  read(): View | null;
  look(view: View | null): void;
  /** The look is kept while pictures have one pixel size; another size starts from fit. */
  meet(size: Size): void;
  subscribe(listener: () => void): () => void;
};

export function createLens(from: View | null = null): Lens {
  let view = from;
  let met: Size | null = null;
  const listeners = new Set<() => void>();
  function look(next: View | null): void {
    if (next === view) return;
    view = next;
    for (const listener of listeners) listener();
  }
  return {
    read: () => view,
    look,
    meet(size) {
      const isOther = met !== null && (met.width !== size.width || met.height !== size.height);
      met = size;
      if (isOther) look(null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
