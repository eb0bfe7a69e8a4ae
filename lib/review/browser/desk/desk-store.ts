import { emptyDesk, reduceDesk, type Desk } from "./desk.ts";
import type { DeskAction } from "./desk-action.ts";

export type DeskStore = {
  read(): Desk;
  dispatch(action: DeskAction): void;
  subscribe(listener: () => void): () => void;
};

/** Holds one desk outside React, so that a verdict redraws the two tiles it concerns and not the grid. */
export function createDeskStore(): DeskStore {
  let desk = emptyDesk;
  const listeners = new Set<() => void>();
  return {
    read: () => desk,
    dispatch(action) {
      const next = reduceDesk(desk, action);
      if (next === desk) return;
      desk = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
