import { availableParallelism } from "node:os";

/** Decoding is bounded by memory as much as by time: a picture at the limit unpacks to some 200 MB. */
export const pictureGate = createGate(Math.min(4, availableParallelism()));

/** Lets at most `limit` pieces of work run at once; the others wait their turn in order. */
export function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (work) => {
    // A place is handed over, not freed and fought for: a newcomer cannot overtake, nor make one too many.
    if (running < limit) running += 1;
    else await new Promise<void>((resume) => waiting.push(resume));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
