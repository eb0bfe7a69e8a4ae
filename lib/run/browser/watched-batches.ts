/** A batch that somebody wants to be told of, by the title of its workflow. */
export type WatchedBatch = { readonly id: string; readonly title: string };

/** The part of `localStorage` used here; a browser may refuse any of it. */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const watchedKey = "proofsheet.watched-batches";
const wishKey = "proofsheet.tell-of-batches";
const listeners = new Set<() => void>();

/** Whether this browser's person wants to be told of what they submit from now on. */
export function wantsNews(store: TextStore): boolean {
  return attempt(() => store.getItem(wishKey) === "yes") ?? false;
}

export function wishNews(store: TextStore, wanted: boolean): void {
  attempt(() => (wanted ? store.setItem(wishKey, "yes") : store.removeItem(wishKey)));
}

export function readWatched(store: TextStore): WatchedBatch[] {
  const known = attempt(() => JSON.parse(store.getItem(watchedKey) ?? "[]") as unknown);
  return Array.isArray(known) ? known.filter(isBatch) : [];
}

/** From now on its end is told, once. */
export function watchBatch(store: TextStore, batch: WatchedBatch): void {
  keep(store, [...readWatched(store).filter(({ id }) => id !== batch.id), batch]);
  for (const listener of listeners) listener();
}

/** Whoever takes it is the one to tell of it: false when another tab was faster. */
export function takeWatched(store: TextStore, id: string): boolean {
  const watched = readWatched(store);
  const left = watched.filter((batch) => batch.id !== id);
  keep(store, left);
  return left.length < watched.length;
}

/** Calls `listener` when this tab watches another batch. Returns the way out. */
export function subscribeWatched(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function keep(store: TextStore, batches: readonly WatchedBatch[]): void {
  attempt(() =>
    batches.length === 0
      ? store.removeItem(watchedKey)
      : store.setItem(watchedKey, JSON.stringify(batches.slice(-50))),
  );
}

function isBatch(value: unknown): value is WatchedBatch {
  const { id, title } = (value ?? {}) as Partial<Record<keyof WatchedBatch, unknown>>;
  return typeof id === "string" && typeof title === "string";
}

/** What a browser refuses to keep is not kept. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
