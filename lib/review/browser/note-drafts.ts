import type { DeskStorage } from "./unsent.ts";

/** Notes that were typed but not sent. Each belongs to its output: it never shows up on the next one. */
export type NoteDrafts = {
  read(outputId: string): string;
  write(outputId: string, text: string): void;
  subscribe(listener: () => void): () => void;
};

const name = "proofsheet.notes";

/** Kept per tab, so that a reload loses nothing. */
export function createNoteDrafts(storage: DeskStorage | undefined): NoteDrafts {
  const drafts = new Map<string, string>(readDrafts(storage));
  const listeners = new Set<() => void>();
  return {
    read: (outputId) => drafts.get(outputId) ?? "",
    write(outputId, text) {
      if (text.trim() === "") drafts.delete(outputId);
      else drafts.set(outputId, text);
      try {
        storage?.setItem(name, JSON.stringify([...drafts]));
      } catch {
        // Full or forbidden: the draft then lives until the next reload.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function readDrafts(storage: DeskStorage | undefined): [string, string][] {
  try {
    const value: unknown = JSON.parse(storage?.getItem(name) ?? "[]");
    if (!Array.isArray(value)) return [];
    return value.filter(
      (entry): entry is [string, string] =>
        Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "string",
    );
  } catch {
    return [];
  }
}
