/** Waits `ms`, at once when zero or less. */
export function sleep(ms: number): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** How long work takes: `speed` multiplies every delay, 0 makes all of it instant. */
export class LatencyModel {
  readonly #speed: number;
  readonly #loaded = new Set<string>();

  constructor(speed: number) {
    this.#speed = speed;
  }

  work(ms: number): Promise<void> {
    return sleep(ms * this.#speed);
  }

  /** A model file that is still in memory costs next to nothing. */
  load(file: string, ms: number): Promise<void> {
    const known = this.#loaded.has(file);
    this.#loaded.add(file);
    return this.work(known ? 15 : ms);
  }

  unloadModels(): void {
    this.#loaded.clear();
  }
}
