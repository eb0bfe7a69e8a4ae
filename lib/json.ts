/**
 * JSON whose integers survive. `JSON.parse` rounds 18446744073709551615, a legal ComfyUI seed, to a number ComfyUI
 * refuses; here every integer literal outside the safe range becomes a `bigint` and is written back digit for digit.
 */
export type ExactJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | ExactJson[]
  | { [key: string]: ExactJson };

export type ExactObject = { [key: string]: ExactJson };

type SourceContext = { source?: string };

const integerLiteral = /^-?\d+$/;

/** Parses strict JSON. Throws `SyntaxError` on anything else, a bare NaN included. */
export function parseExactJson(text: string): ExactJson {
  return JSON.parse(text, (_key, value: unknown, context?: SourceContext) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    context?.source !== undefined &&
    integerLiteral.test(context.source)
      ? BigInt(context.source)
      : value,
  ) as ExactJson;
}

type RawJson = { rawJSON(text: string): unknown };

/** Writes JSON; a `bigint` becomes an exact integer literal. `indent` as in `JSON.stringify`. */
export function stringifyExactJson(value: unknown, indent?: number): string {
  const { rawJSON } = JSON as unknown as RawJson;
  return JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === "bigint" ? rawJSON(part.toString()) : part),
    indent,
  );
}

/** Same value, same text: object keys sorted at every depth. Used for content hashes and idempotency. */
export function canonicalJson(value: ExactJson): string {
  return stringifyExactJson(sortKeys(value));
}

function sortKeys(value: ExactJson): ExactJson {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sortKeys(part)]),
  );
}

export function isJsonObject(value: unknown): value is ExactObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
