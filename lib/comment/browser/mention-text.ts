export type Mentionable = { id: string; name: string };

/** A part of a text: plain, or the name of somebody who is called. */
export type TextPart = { text: string; mention: string | null };

/** Cuts a text at the names that are called in it with an @. Of names that begin alike the longest is meant. */
export function partsOf(text: string, people: readonly Mentionable[]): TextPart[] {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length);
  const parts: TextPart[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const called =
      text[at] === "@" ? longestFirst.find(({ name }) => isNamed(text, at + 1, name)) : undefined;
    if (called === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== "") parts.push({ text: plain, mention: null });
    plain = "";
    parts.push({ text: `@${called.name}`, mention: called.id });
    at += called.name.length + 1;
  }
  if (plain !== "") parts.push({ text: plain, mention: null });
  return parts;
}

/** The ids of those who are called in a text; two people of one name are both. */
export function mentionedIn(text: string, people: readonly Mentionable[]): string[] {
  const called = new Set(partsOf(text, people).flatMap(({ mention }) => mention ?? []));
  const names = new Set(people.filter(({ id }) => called.has(id)).map(({ name }) => name));
  return people.filter(({ name }) => names.has(name)).map(({ id }) => id);
}

function isNamed(text: string, at: number, name: string): boolean {
  return name !== "" && text.startsWith(name, at) && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? "");
}

/** A name that is being typed: what stands behind the @, and where the @ is. */
export type MentionQuery = { at: number; typed: string };

/** The name that is being typed just before the caret; null where none is. A name may have two words. */
export function queryBefore(text: string, caret: number): MentionQuery | null {
  const found = /(?:^|[\s(])@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/u.exec(text.slice(0, caret));
  if (found === null) return null;
  const typed = found[1] ?? "";
  return { at: caret - typed.length - 1, typed };
}

/** Who may be meant, the best first: names that begin so, then names with a later word that does. */
export function matchPeople<Person extends Mentionable>(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name }: Person) => {
    const lower = name.toLowerCase();
    if (lower.startsWith(wanted)) return 0;
    return lower.includes(` ${wanted}`) ? 1 : 2;
  };
  return people.filter((person) => rank(person) < 2).sort((a, b) => rank(a) - rank(b));
}

/** The text with the name in place of what was typed, a space behind it, and where the caret then is. */
export function completeMention(
  text: string,
  { at, typed }: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const after = text.slice(at + 1 + typed.length);
  const isApart = after !== "" && !/^[\p{L}\p{N}]/u.test(after);
  const before = `${text.slice(0, at)}@${name}${isApart ? "" : " "}`;
  return { text: before + after, caret: before.length + (after.startsWith(" ") ? 1 : 0) };
}
