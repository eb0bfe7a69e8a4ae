/** Two letters for a chip: of the first and the last name, or the beginning of the only one. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  const letters = last === "" ? Array.from(first).slice(0, 2) : [...firstOf(first), ...firstOf(last)];
  return letters.join("").toLocaleUpperCase();
}

/** A letter may be more than one unit of UTF-16. */
function firstOf(word: string): string[] {
  return Array.from(word).slice(0, 1);
}
