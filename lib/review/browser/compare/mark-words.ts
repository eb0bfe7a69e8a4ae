export type Piece = { text: string; isOwn: boolean };

/** Beyond this many words on a side, comparing them word by word would hold up the page. */
const mostWords = 400;

/** `text` in pieces, marked where it says what `other` does not; read in order, word by word. */
export function markWords(text: string, other: string): Piece[] {
  const [own, theirs] = [wordsOf(text), wordsOf(other)];
  if (own.length > mostWords || theirs.length > mostWords) return [{ text, isOwn: text !== other }];
  const shared = sharedIn(own, theirs);
  const pieces: Piece[] = [];
  for (const [index, word] of own.entries()) {
    const isOwn = !shared.has(index);
    const last = pieces.at(-1);
    if (last?.isOwn === isOwn) last.text += word;
    else pieces.push({ text: word, isOwn });
  }
  return pieces;
}

/** Words with the space that follows them, so that the pieces put together are the text. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+\s*/g) ?? [];
}

/** Positions in `own` of the longest run of words, in order, that `theirs` has as well. */
function sharedIn(own: readonly string[], theirs: readonly string[]): Set<number> {
  const width = theirs.length + 1;
  const longest = new Uint16Array((own.length + 1) * width);
  const isSame = (a: number, b: number) => own[a]?.trim() === theirs[b]?.trim();
  for (let a = own.length - 1; a >= 0; a -= 1) {
    for (let b = theirs.length - 1; b >= 0; b -= 1) {
      longest[a * width + b] = isSame(a, b)
        ? (longest[(a + 1) * width + b + 1] ?? 0) + 1
        : Math.max(longest[(a + 1) * width + b] ?? 0, longest[a * width + b + 1] ?? 0);
    }
  }
  const shared = new Set<number>();
  for (let a = 0, b = 0; a < own.length && b < theirs.length;) {
    if (isSame(a, b)) {
      shared.add(a);
      a += 1;
      b += 1;
    } else if ((longest[(a + 1) * width + b] ?? 0) >= (longest[a * width + b + 1] ?? 0)) a += 1;
    else b += 1;
  }
  return shared;
}
