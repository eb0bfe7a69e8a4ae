export type ToastTone = "good" | "info" | "bad";

export type ToastNote = {
  id: number;
  tone: ToastTone;
  text: string;
  action?: { label: string; run: () => void };
  /** So many failures before it had to make room. */
  before?: number;
  /** How long it stays; absent: until closed. */
  durationMs?: number;
};

type ToastOptions = Pick<ToastNote, "action" | "durationMs">;

/** Short news that needs no answer. Failures stay until closed; they are announced at once. */
export const toast = {
  success: (text: string, options: ToastOptions = {}) => show("good", text, options),
  info: (text: string, options: ToastOptions = {}) => show("info", text, options),
  error: (text: string, options: ToastOptions = {}) => show("bad", text, options),
};

const readMs = 4000;
/** What can be pressed has to be reached first, by hand or by Tab. */
const pressMs = 12_000;

const most = 3;

let notes: readonly ToastNote[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/**
 * A repeated text replaces the older note, and at most three stand at a time: nobody reads a fourth. News makes room
 * first; a failure that has to make room is counted on the oldest that stays.
 */
function show(tone: ToastTone, text: string, options: ToastOptions): void {
  lastId += 1;
  const durationMs = options.action === undefined ? readMs : pressMs;
  const same = notes.find((other) => other.text === text);
  // Two pictures may go by the same end of a seed: what fails twice is said to have failed twice.
  const before = tone === "bad" && same !== undefined ? { before: (same.before ?? 0) + 1 } : {};
  const note: ToastNote = {
    id: lastId,
    tone,
    text,
    ...before,
    ...(tone !== "bad" && { durationMs }),
    ...options,
  };
  notes = makeRoom([...notes.filter((other) => other !== same), note]);
  publish();
}

function makeRoom(all: readonly ToastNote[]): readonly ToastNote[] {
  if (all.length <= most) return all;
  const news = all.findIndex(({ tone }, index) => tone !== "bad" && index < all.length - 1);
  if (news !== -1) return all.toSpliced(news, 1);
  const [oldest, next, ...rest] = all;
  if (oldest === undefined || next === undefined) return all;
  return [{ ...next, before: (next.before ?? 0) + (oldest.before ?? 0) + 1 }, ...rest];
}

export function dismissToast(id: number): void {
  notes = notes.filter((note) => note.id !== id);
  publish();
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function readToasts(): readonly ToastNote[] {
  return notes;
}

function publish(): void {
  for (const listener of listeners) listener();
}
