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
  lowerLabels(choices).forEach((label, position) => {
    if (!words.every((word) => label.includes(word))) return;
    (label.startsWith(text) ? first : rest).push(position);
  });
  return [...first, ...rest];
}

const lowered = new WeakMap<readonly Choice[], readonly string[]>();

/** Made once per list: a list may have twenty thousand entries, and is searched at every keystroke. */
function lowerLabels(choices: readonly Choice[]): readonly string[] {
  const known = lowered.get(choices);
  if (known !== undefined) return known;
  const fresh = choices.map(({ label }) => label.toLowerCase());
  lowered.set(choices, fresh);
  return fresh;
}
