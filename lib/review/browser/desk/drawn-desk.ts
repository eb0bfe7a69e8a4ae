import type { Desk } from "./desk.ts";
import type { DeskStore } from "./desk-store.ts";

/** The desk as React draws it: the desk itself, but for steps that are on screen already and are drawn a frame later. */
export type DrawnDesk = {
  read(): Desk;
  subscribe(listener: () => void): () => void;
  /** Draws at once what was put off. */
  catchUp(): void;
  /**
   * Gives steps to a part that can put the next picture on screen by itself; it answers whether it did. Until the
   * returned function is called.
   */
  showStepsBy(show: ShowStep): () => void;
};

type ShowStep = (desk: Desk) => boolean;

/**
 * A picture that is decoded needs one element put in the place of another; drawing all that also speaks of it takes
 * several times as long. So whoever can shows the step, and `later` brings the rest, once that is painted.
 */
export function createDrawnDesk(desk: DeskStore, later: (task: () => void) => void): DrawnDesk {
  const listeners = new Set<() => void>();
  let known = desk.read();
  let drawn = known;
  let show: ShowStep | null = null;

  function catchUp(): void {
    if (drawn === known) return;
    drawn = known;
    for (const listener of listeners) listener();
  }

  desk.subscribe(() => {
    const before = known;
    known = desk.read();
    const isShown = known.cursor !== before.cursor && show?.(known) === true;
    if (!isShown) catchUp();
    else if (drawn === before) later(catchUp);
  });

  return {
    read: () => drawn,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    catchUp,
    showStepsBy(next) {
      show = next;
      return () => {
        if (show === next) show = null;
      };
    },
  };
}
