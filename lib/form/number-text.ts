/**
 * Numbers as people type them. The text stays as it was typed; only its meaning is read here, when a field is left
 * or a form is sent: decimal commas, "3.", ".5", "1e3", grouped thousands and a pasted unit all count.
 */
export type NumberReading =
  | { readonly kind: "empty" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "unreadable" };

export type NumberRules = { readonly isInteger: boolean; readonly unit: string };

const grouped = /^[+-]?\d{1,3}(?:,\d{3})+$/;
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads what somebody typed or pasted; `unit` may follow the number. */
export function readNumberText(text: string, { isInteger, unit }: NumberRules): NumberReading {
  const bare = withoutUnit(withoutSpaces(text), unit);
  if (bare === "") return { kind: "empty" };
  const decimal = withDecimalPoint(bare, isInteger);
  if (!plain.test(decimal)) return { kind: "unreadable" };
  const value = Number(decimal);
  if (!Number.isFinite(value)) return { kind: "unreadable" };
  return { kind: "number", value: value === 0 ? 0 : value };
}

/**
 * Canonical digits of a whole number that may not fit a JavaScript number ("" for an empty text), or null when the
 * text is not one. Grouping by spaces, commas or apostrophes is allowed.
 */
export function readWholeText(text: string): string | null {
  const bare = withoutSpaces(text);
  if (bare === "") return "";
  const digits = grouped.test(bare) ? bare.replaceAll(",", "") : bare;
  if (!/^[+-]?\d{1,64}$/.test(digits)) return null;
  return BigInt(digits.replace(/^\+/, "")).toString();
}

/** Text of a number for a control: never in exponent notation as long as a person would write it out. */
export function numberText(value: number): string {
  const short = String(value);
  if (!short.includes("e")) return short;
  const written = value.toLocaleString("en-US", { useGrouping: false, maximumSignificantDigits: 17 });
  return Number(written) === value && written.length <= 24 ? written : short;
}

function withoutSpaces(text: string): string {
  return text
    .replaceAll(/[\s'’_]/g, "")
    .replaceAll(/[−–]/g, "-")
    .replaceAll("٫", ".");
}

function withoutUnit(text: string, unit: string): string {
  const bare = withoutSpaces(unit).toLowerCase();
  if (bare === "" || !text.toLowerCase().endsWith(bare)) return text;
  return text.slice(0, -bare.length);
}

/** "1,024" is a thousand for whole numbers and 1.024 otherwise; with both signs the last one is the decimal point. */
function withDecimalPoint(text: string, isInteger: boolean): string {
  if (isInteger && grouped.test(text)) return text.replaceAll(",", "");
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma === -1) return text;
  if (point > comma) {
    const whole = text.slice(0, point);
    return grouped.test(whole) ? whole.replaceAll(",", "") + text.slice(point) : text;
  }
  if (point !== -1) {
    const whole = text.slice(0, comma).replaceAll(".", ",");
    return grouped.test(whole) ? `${whole.replaceAll(",", "")}.${text.slice(comma + 1)}` : text;
  }
  if (text.indexOf(",") !== comma) return grouped.test(text) ? text.replaceAll(",", "") : text;
  return text.replace(",", ".");
}
