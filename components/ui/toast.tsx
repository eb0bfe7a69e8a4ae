export type ToastTone = "good" | "info" | "bad";

export type ToastNote = {
  id: number;
  tone: ToastTone;
  text: string;
  action?: { label: string; run: () => void };
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

let notes: readonly ToastNote[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** A repeated text replaces the older note, and at most three stand at a time: nobody reads a fourth. */
function show(tone: ToastTone, text: string, options: ToastOptions): void {
  lastId += 1;
  const durationMs = options.action === undefined ? readMs : pressMs;
  const note: ToastNote = { id: lastId, tone, text, ...(tone !== "bad" && { durationMs }), ...options };
  notes = [...notes.filter((other) => other.text !== text), note].slice(-3);
  publish();
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
