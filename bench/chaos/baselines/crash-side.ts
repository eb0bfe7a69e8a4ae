/** One system whose workers are killed. */
export type CrashSide = {
  readonly name: string;
  /** Kills the worker that owns a running job at a moment of the lease; milliseconds until another owns it. */
  killOnce(phase: number): Promise<number>;
  /** How often work was executed again although its server had stayed up. */
  duplicates(): Promise<number>;
  stop(): Promise<void>;
};

/** Until `look` finds something, by the millisecond. Throws when it does not within `mostMs`. */
export async function untilFound<T>(look: () => Promise<T | null>, mostMs: number): Promise<T> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < mostMs) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`Nothing happened within ${mostMs / 1000} s.`);
}
