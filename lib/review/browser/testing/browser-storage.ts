import type { DeskStorage } from "#lib/review/browser/decide/unsent";

/** What a browser keeps for a page, empty. */
export function browserStorage(): DeskStorage {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}
