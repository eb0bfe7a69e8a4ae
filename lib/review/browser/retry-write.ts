import { asProblem } from "#lib/http/browser/api-problem";

/** Pauses before the second, third and fourth try of a verdict that may not have reached the server. */
const pausesMs = [400, 1200, 3000] as const;

/** There is no way to the server just now, or it has no way to its database. Neither is an answer. */
const away: ReadonlySet<string> = new Set(["offline", "unavailable"]);

export type Patience = {
  wait: (ms: number) => Promise<void>;
  /** Resolves when the network may be there again. */
  untilOnline: () => Promise<void>;
  /** Told that the write waits for the network, and then that it goes on. */
  held: (isHeldUp: boolean) => void;
};

/**
 * Sends until the server has answered. Safe to send again, because every try carries the same key. An answer that
 * asks for patience is waited for a few times; a network that is away, as long as it is.
 */
export async function sendPatiently<T>(send: () => Promise<T>, patience: Patience): Promise<T> {
  for (;;) {
    try {
      return await retryWrite(send, patience.wait);
    } catch (error) {
      if (!away.has(asProblem(error).code)) throw error;
      patience.held(true);
      await patience.untilOnline();
      patience.held(false);
    }
  }
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
