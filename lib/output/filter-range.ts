/** Both ends count; null where the range is open. Decimal text, as it was written. */
export type Range = { from: string | null; to: string | null };

const decimal = String.raw`-?\d{1,15}(?:\.\d{1,6})?`;
const shape = new RegExp(`^(${decimal})?(\\.\\.)?(${decimal})?$`);

/** Reads `20`, `20..40`, `20..` or `..40`; null when it is none of them. */
export function parseRange(text: string): Range | null {
  const [, from = null, dots, to = null] = shape.exec(text) ?? [];
  if (from === null && to === null) return null;
  if (dots === undefined) return to === null ? { from, to: from } : null;
  return { from, to };
}

/** The whole numbers of a range that lie between `least` and `most`, both counted. */
export function numbersIn({ from, to }: Range, least: number, most: number): number[] {
  const first = Math.max(least, Math.ceil(Number(from ?? least)));
  const last = Math.min(most, Math.floor(Number(to ?? most)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/**
 * The buckets that a range may touch, as `param_bucket` numbers them in the database; one more at either end, so that
 * two ways of computing a logarithm cannot disagree about the last.
 */
export function bucketsOf({ from, to }: Range): number[] {
  const first = bucketOf(Number(from ?? -widest)) - 1;
  const last = bucketOf(Number(to ?? widest)) + 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(isBucket);
}

const widest = 1e9;
const narrowest = 1e-9;
const middle = 1000;
const ends = [bucketOf(narrowest), bucketOf(widest)] as const;

function bucketOf(value: number): number {
  if (value === 0) return 0;
  const size = Math.min(Math.max(Math.abs(value), narrowest), widest);
  return Math.sign(value) * (middle + Math.floor(4 * Math.log(size)));
}

/** Between zero and the smallest numbers on either side there are no buckets. */
function isBucket(bucket: number): boolean {
  const size = Math.abs(bucket);
  return bucket === 0 || (size >= ends[0] && size <= ends[1] + 1);
}

const span = /^(\d{1,4})([hdw])$/;
const spanWords = { h: "hours", d: "days", w: "weeks" } as const;

/** `7d` and its like, as an interval of the database: `7 days`. Null for anything else. */
export function parseSpan(text: string): string | null {
  const [, count, unit] = span.exec(text) ?? [];
  return count === undefined ? null : `${count} ${spanWords[unit as keyof typeof spanWords]}`;
}

/** A day or a moment in ISO 8601; days begin at midnight UTC, so that an address means the same to everybody. */
export function parseMoment(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null;
  const at = new Date(text);
  const isKnownToPostgres = at.getTime() >= 0 && at.getUTCFullYear() < 10_000;
  return isKnownToPostgres ? at : null;
}
