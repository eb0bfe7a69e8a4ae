export type Loop = {
  /** Works again at once, or right after the work in hand. */
  wake(): void;
  /** Resolves when the loop has ended and no work is in hand. */
  readonly ended: Promise<void>;
};

export type LoopOptions = {
  everyMs: number;
  signal: AbortSignal;
  work(): Promise<void>;
  onError(error: unknown): void;
};

/** Works, waits, works again until `signal` ends it. Work never overlaps; an error is reported and waited out. */
export function startLoop({ everyMs, signal, work, onError }: LoopOptions): Loop {
  let isWoken = false;
  let wakeUp: () => void = () => undefined;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      isWoken = false;
      try {
        await work();
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
      if (signal.aborted) break;
      if (!isWoken) await pause(everyMs, signal, (wake) => (wakeUp = wake));
    }
  }

  return {
    wake() {
      isWoken = true;
      wakeUp();
    },
    ended: run(),
  };
}

/** Waits, at most until `signal`; `early` receives a function that ends the wait. Never throws. */
export function pause(ms: number, signal: AbortSignal, early?: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
    early?.(done);
    if (signal.aborted) done();
  });
}
