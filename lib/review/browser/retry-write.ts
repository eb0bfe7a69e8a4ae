import { asProblem } from "#lib/http/browser/api-problem";

/** Pauses before the second, third and fourth try of a verdict that may not have reached the server. */
const pausesMs = [400, 1200, 3000] as const;

/**
 * Sends again when an answer was lost or the server asked for patience. Safe, because the server recognises a verdict
 * that already stands. `send` is told whether an earlier try may have been carried out.
 */
export async function retryWrite<T>(
  send: (isRepeat: boolean) => Promise<T>,
  wait: (ms: number) => Promise<void>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send(tries > 0);
    } catch (error) {
      const pause = pausesMs[tries];
      const problem = asProblem(error);
      if (pause === undefined || !problem.retryable) throw error;
      await wait(Math.max(pause, (problem.retryAfterSeconds ?? 0) * 1000));
    }
  }
}
