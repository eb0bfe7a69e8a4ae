/**
 * An upper limit for the steps a backtracking engine may take over a text of `textLength` characters, or null
 * when no limit can be given: an unlimited repetition around something that can itself match in several ways,
 * a reference back, a look behind. The pattern must already be a valid regular expression (flag `u`).
 */
export function patternCost(pattern: string, textLength: number): number | null {
  if (/\\[1-9]|\\k<|\(\?<[=!]/.test(pattern)) return null;
  const reader: Reader = { pattern, at: 0, textLength };
  const { ways, branches } = readAlternatives(reader);
  // Without an anchor, or with one for the first alternative only, the engine starts again at every character.
  const isAnchored = pattern.startsWith("^") && branches === 1;
  return Number.isFinite(ways) ? ways * textLength * (isAnchored ? 1 : textLength) : null;
}

type Reader = { readonly pattern: string; at: number; readonly textLength: number };

/** Ways to match, as far as `)` or the end; Infinity when they cannot be limited. */
function readAlternatives(reader: Reader): { ways: number; branches: number } {
  let ways = 0;
  let branches = 1;
  let branch = 1;
  for (;;) {
    const character = reader.pattern[reader.at];
    if (character === undefined || character === ")") return { ways: ways + branch, branches };
    if (character === "|") {
      reader.at += 1;
      ways += branch;
      branches += 1;
      branch = 1;
    } else {
      branch *= readRepeated(reader);
    }
  }
}

function readRepeated(reader: Reader): number {
  const inner = readAtom(reader);
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.pattern.slice(reader.at));
  if (found === null) return inner;
  reader.at += found[0].length;
  const [least, most] = readTimes(found, reader.textLength);
  if (inner === 1) return most - least + 1;
  return most === reader.textLength ? Infinity : inner ** most * (most - least + 1);
}

function readTimes(found: RegExpExecArray, textLength: number): [least: number, most: number] {
  const [, sign, least, range, most] = found;
  if (sign === "?") return [0, 1];
  if (sign !== undefined) return [0, textLength];
  if (range === undefined) return [Number(least), Number(least)];
  return [Number(least), most === "" ? Math.max(textLength, Number(least)) : Number(most)];
}

/** One character, class, escape or group; returns in how many ways it can match. */
function readAtom(reader: Reader): number {
  const rest = reader.pattern.slice(reader.at);
  if (rest.startsWith("(")) {
    reader.at += /^\((?:\?(?:[:=!]|<[^>]*>|[a-z-]*:))?/.exec(rest)?.[0].length ?? 1;
    const { ways } = readAlternatives(reader);
    reader.at += 1;
    return ways;
  }
  const simple = /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\.|.)/su.exec(rest);
  reader.at += simple?.[0].length ?? 1;
  return 1;
}
