import { isId } from "#lib/ids";

/** What a search field's text asks for. */
export type Search =
  | { kind: "id"; id: string }
  | { kind: "file"; sha256: string }
  /** A query as `websearch_to_tsquery` reads it: "exact phrase", or, -not. */
  | { kind: "words"; web: string }
  /** A query as `to_tsquery` reads it: every word, the beginning of a word being enough. */
  | { kind: "beginnings"; query: string };

/**
 * Reads what was typed or pasted: an id or a file hash means that one thing; whole numbers (a seed) and anything with
 * search operators are taken at their word; plain text matches from the beginning of each word. Null for nothing.
 */
export function readSearch(typed: string): Search | null {
  const text = typed.replaceAll("\0", " ").trim();
  if (text === "") return null;
  const lower = text.toLowerCase();
  if (isId(lower)) return { kind: "id", id: lower };
  if (/^[0-9a-f]{64}$/.test(lower)) return { kind: "file", sha256: lower };
  if (/^\d+$/.test(text) || /"|(^|\s)-\S|\sor\s/i.test(text)) return { kind: "words", web: text };
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { kind: "beginnings", query: words.map(beginningOf).join(" & ") };
}

/** Quoted, so that whatever a person types is text to Postgres and never an operator. */
function beginningOf(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`;
}
