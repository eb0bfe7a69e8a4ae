/**
 * Wide integers: whole numbers that may not fit a JavaScript number, such as ComfyUI's 64-bit seeds. They are
 * carried as canonical decimal text ("0", "-7", "18446744073709551615") and compared as `bigint`.
 */

/** Longest text worth parsing; far more digits than 64 bits need, few enough that parsing stays cheap. */
const longestText = 64;

export const canonicalDecimal = "^(?:0|-?[1-9][0-9]*)$";

/** ComfyUI's integers end here in both directions. */
export const smallestWide = -(2n ** 63n);
export const largestWide = 2n ** 64n - 1n;

/**
 * The canonical text of a whole number given as safe number, `bigint` or digits; null for anything else, a number
 * beyond 2^53-1 included, because it may already have been rounded.
 */
export function toDecimalText(value: unknown): string | null {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value).toString() : null;
  if (typeof value !== "string" || value.length > longestText || !/^-?\d+$/.test(value)) return null;
  return BigInt(value).toString();
}

/** True when `value` (canonical text) lies within inclusive limits given as decimal text. */
export function isWithin(value: string, minimum: string, maximum: string): boolean {
  const exact = BigInt(value);
  return exact >= BigInt(minimum) && exact <= BigInt(maximum);
}
