/**
 * Where a text stops being JSON: the offset of the first character that cannot stand there, or the text's length
 * when it merely ends too early. Only for texts that `JSON.parse` has refused; its own messages seldom say where.
 */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let awaited: Awaited = "value";
  let at = 0;
  for (;;) {
    at = skip(text, at, /[ \t\r\n]*/y);
    const character = text[at];
    if (character === undefined) return at;
    const inside = open.at(-1);
    if (character === "]" || character === "}") {
      const isEmpty = awaited === "first";
      if (inside !== character || (awaited !== "separator" && !isEmpty)) return at;
      open.pop();
      awaited = "separator";
      at += 1;
    } else if (awaited === "separator") {
      if (character !== "," || inside === undefined) return at;
      awaited = inside === "}" ? "key" : "value";
      at += 1;
    } else if (awaited === "colon") {
      if (character !== ":") return at;
      awaited = "value";
      at += 1;
    } else if (awaited === "key" || (awaited === "first" && inside === "}")) {
      const end = character === '"' ? endOfString(text, at) : at;
      if (text[end - 1] !== '"' || end === at) return end;
      awaited = "colon";
      at = end;
    } else if (character === "[" || character === "{") {
      open.push(character === "[" ? "]" : "}");
      awaited = "first";
      at += 1;
    } else {
      const end = character === '"' ? endOfString(text, at) : skip(text, at, plainValue);
      if (end === at || (character === '"' && text[end - 1] !== '"')) return end;
      awaited = "separator";
      at = end;
    }
  }
}

/** `first` is a key, value or closing bracket right after an opening one. */
type Awaited = "value" | "first" | "key" | "colon" | "separator";

const plainValue = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function skip(text: string, from: number, what: RegExp): number {
  what.lastIndex = from;
  return what.test(text) ? what.lastIndex : from;
}

/** The offset after the closing quote, or that of the fault. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const character = text[at];
    if (character === undefined || character < " ") return at;
    if (character === '"') return at + 1;
    if (character !== "\\") at += 1;
    else if (/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at + 1, at + 6))) at += 2;
    else return at;
  }
}
