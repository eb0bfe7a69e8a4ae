import { isId } from "#lib/ids";

/** What a search field's text asks for. */
export type Search =
  | { kind: "id"; id: string }
  | { kind: "file"; sha256: string }
  /** A query as `to_tsquery` reads it; empty when the text holds no word at all, which finds nothing. */
  | { kind: "words"; query: string };

/**
 * Reads what was typed or pasted: an id or a file hash means that one thing, a whole number (a seed) is taken at its
 * word. Otherwise every word is looked for, its beginning being enough; `or` stands between choices, `-` before what
 * must not occur, quotes around an exact phrase. Null for nothing.
 */
export function readSearch(typed: string): Search | null {
  const text = typed.replaceAll("\0", " ").trim();
  if (text === "") return null;
  const exact = readExact(text);
  if (exact?.kind === "id") return { kind: "id", id: exact.text };
  if (exact?.kind === "file") return { kind: "file", sha256: exact.text };
  return { kind: "words", query: exact === null ? readWords(text) : quote(exact.text) };
}

/** A text that names one thing, if it does: pasted into a search field, it opens that thing. */
export function readExact(typed: string): { kind: "id" | "file" | "seed"; text: string } | null {
  const text = typed.trim().toLowerCase();
  if (isId(text)) return { kind: "id", text };
  if (/^[0-9a-f]{64}$/.test(text)) return { kind: "file", text };
  return /^\d{1,20}$/.test(text) ? { kind: "seed", text } : null;
}

/** Choices between groups, all words inside a group: as a person reads `red fox or hound`. */
function readWords(text: string): string {
  const groups: string[][] = [[]];
  for (const token of text.match(/-?"[^"]*"?|\S+/g) ?? []) {
    if (/^or$/i.test(token)) groups.push([]);
    else groups.at(-1)?.push(...readToken(token));
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.join(" & "))
    .join(" | ");
}

/** One word or phrase; nothing for what has no letter and no digit. */
function readToken(token: string): string[] {
  const isNot = token.length > 1 && token.startsWith("-");
  const body = isNot ? token.slice(1) : token;
  const found = body.startsWith('"')
    ? wordsOf(body.replaceAll('"', "")).map(quote).join(" <-> ")
    : wordsOf(body).map(beginningOf).join(" & ");
  if (found === "") return [];
  return [isNot ? `!(${found})` : `(${found})`];
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function beginningOf(word: string): string {
  return `${quote(word)}:*`;
}

/** Quoted, so that whatever a person types is text to Postgres and never an operator. */
function quote(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
