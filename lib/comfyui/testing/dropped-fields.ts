/**
 * The paths of `original` whose value is missing or another one in `parsed`. Integers compare by value, whether they
 * came as `number` or `bigint`; `undefined` stands for what JSON leaves out.
 */
export function droppedFields(original: unknown, parsed: unknown, path = ""): string[] {
  if (Array.isArray(original)) {
    if (!Array.isArray(parsed) || parsed.length !== original.length) return [path];
    return original.flatMap((item, index) => droppedFields(item, parsed[index], `${path}/${index}`));
  }
  if (isRecord(original)) {
    if (!isRecord(parsed)) return [path];
    return Object.entries(original).flatMap(([key, value]) =>
      droppedFields(value, parsed[key], `${path}/${key}`),
    );
  }
  return isSame(original, parsed) ? [] : [path];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "bigint" || typeof b === "bigint") return Number(a) === Number(b);
  return a === b;
}
