/**
 * Turns for work that makes the grid whole and that nobody waits for: some in every frame, none while it is held. So
 * scrolling draws places only, and pictures are asked for where it comes to rest.
 */
export type FillTurns = {
  /** Runs `work` when its turn comes; returns the way to give the turn back. */
  ask(work: () => void): () => void;
  hold(isHeld: boolean): void;
};

/** What may be done in one frame, so that it is still drawn in time. */
const budgetMs = 5;

type Clock = { nextFrame: (run: () => void) => unknown; now: () => number };

export function createFillTurns(clock: Clock = browserClock): FillTurns {
  const waiting = new Set<() => void>();
  let isHeld = false;
  let isComing = false;

  function come(): void {
    if (isComing || isHeld || waiting.size === 0) return;
    isComing = true;
    clock.nextFrame(() => {
      isComing = false;
      if (isHeld) return;
      const startedMs = clock.now();
      for (const work of waiting) {
        waiting.delete(work);
        work();
        if (clock.now() - startedMs > budgetMs) break;
      }
      come();
    });
  }

  return {
    ask(work) {
      waiting.add(work);
      come();
      return () => void waiting.delete(work);
    },
    hold(next) {
      isHeld = next;
      come();
    },
  };
}

const browserClock: Clock = {
  nextFrame: (run) => requestAnimationFrame(run),
  now: () => performance.now(),
};
