import { asProblem } from "#lib/http/browser/api-problem";

/** Pauses before the second, third and fourth try of a verdict that may not have reached the server. */
const pausesMs = [400, 1200, 3000] as const;

/** There is no way to the server just now, or it has no way to its database. Neither is an answer. */
const away: ReadonlySet<string> = new Set(["offline", "unavailable"]);

export type Patience = {
  wait: (ms: number) => Promise<void>;
  /** Resolves when the network may be there again. */
  untilOnline: () => Promise<void>;
  /** Told that the write is held up by a network that is away, and then that it is not any more. */
  held: (isHeldUp: boolean) => void;
};

/** A single try that finds no way is a hiccup; the second one in a row is worth a word. */
const triesBeforeHeld = 2;

/** So is a try that nothing comes back from for as long as this: some networks swallow what they are given. */
const silentMs = 4000;

/**
 * Sends until the server has answered. Safe to send again, because every try carries the same key. An answer that
 * asks for patience is waited for a few times; a network that is away, as long as it is.
 */
export async function sendPatiently<T>(send: () => Promise<T>, patience: Patience): Promise<T> {
  let inVain = 0;
  let isHeld = false;
  function hold(isHeldUp: boolean): void {
    if (isHeld !== isHeldUp) patience.held(isHeldUp);
    isHeld = isHeldUp;
  }
  async function sendOnce(): Promise<T> {
    const silence = setTimeout(() => hold(true), silentMs);
    try {
      return await send();
    } catch (error) {
      inVain = isAway(error) ? inVain + 1 : 0;
      hold(inVain > 0 && (isHeld || inVain >= triesBeforeHeld));
      throw error;
    } finally {
      clearTimeout(silence);
    }
  }
  try {
    for (;;) {
      try {
        return await retryWrite(sendOnce, patience.wait);
      } catch (error) {
        if (!isAway(error)) throw error;
        await patience.untilOnline();
      }
    }
  } finally {
    hold(false);
  }
}

function isAway(error: unknown): boolean {
  return away.has(asProblem(error).code);
}

/** Sends again a few times when an answer was lost or the server asked for patience. */
export async function retryWrite<T>(send: () => Promise<T>, wait: (ms: number) => Promise<void>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const pause = pausesMs[tries];
      const problem = asProblem(error);
      if (pause === undefined || !problem.retryable) throw error;
      await wait(Math.max(pause, (problem.retryAfterSeconds ?? 0) * 1000));
    }
  }
}
