import type { Choice } from "#lib/contract/contract";

/**
 * Positions of the choices that hold every word typed, in any order and case; those that begin with the text come
 * first. Nothing typed matches everything.
 */
export function matchingChoices(choices: readonly Choice[], query: string): number[] {
  const text = query.trim().toLowerCase();
  if (text === "") return choices.map((_, position) => position);
  const words = text.split(/\s+/);
  const first: number[] = [];
  const rest: number[] = [];
  choices.forEach(({ label }, position) => {
    const lower = label.toLowerCase();
    if (!words.every((word) => lower.includes(word))) return;
    (lower.startsWith(text) ? first : rest).push(position);
  });
  return [...first, ...rest];
}
