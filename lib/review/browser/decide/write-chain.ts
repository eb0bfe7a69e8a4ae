/**
 * One write at a time for each output, in the order they were asked for. Each is told the revision that the one
 * before it made, so that approve, undo, reject typed in one breath all arrive.
 */
export type WriteChain = {
  /** Runs `write` after the earlier ones on `id`; `revision` is what was on screen. Never rejects. */
  add(id: string, revision: number, write: (expected: number) => Promise<number | null>): Promise<void>;
  /** Whether something is still being written for `id`. */
  isBusy(id: string): boolean;
  /** Whether nothing newer than the write now ending waits for `id`. */
  isLast(id: string): boolean;
};

export function createWriteChain(): WriteChain {
  const tails = new Map<string, { count: number; tail: Promise<number | null> }>();
  return {
    async add(id, revision, write) {
      const before = tails.get(id);
      const tail = (before?.tail ?? Promise.resolve(null)).then((made) => write(made ?? revision));
      tails.set(id, { count: (before?.count ?? 0) + 1, tail });
      await tail;
      const now = tails.get(id);
      if (now === undefined) return;
      if (now.count === 1) tails.delete(id);
      else tails.set(id, { ...now, count: now.count - 1 });
    },
    isBusy: (id) => tails.has(id),
    isLast: (id) => (tails.get(id)?.count ?? 0) <= 1,
  };
}
