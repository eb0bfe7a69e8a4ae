/** Moving through a frozen list of ids. All of it is pure: what is undecided is asked through `isUndecided`. */

export type UndecidedTest = (id: string) => boolean;

/**
 * The next undecided after `from` (or before it, with step -1), going round once. Null when no other is left. `from`
 * itself is never the answer.
 */
export function nextUndecided(
  order: readonly string[],
  from: string | null,
  isUndecided: UndecidedTest,
  step: 1 | -1 = 1,
): string | null {
  const start = from === null ? -1 : order.indexOf(from);
  for (let distance = 1; distance <= order.length; distance += 1) {
    const index = (((start + step * distance) % order.length) + order.length) % order.length;
    const id = order[index];
    if (id !== undefined && id !== from && isUndecided(id)) return id;
  }
  return null;
}

/** `by` places further, held at the ends. From nowhere it begins at the start. */
export function stepBy(order: readonly string[], from: string | null, by: number): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  if (at === -1) return order[0] ?? null;
  return order[Math.min(Math.max(at + by, 0), order.length - 1)] ?? null;
}

/** A row up or down; from the last full row down into a shorter one the column is kept as far as it goes. */
export function stepRow(
  order: readonly string[],
  from: string | null,
  columns: number,
  step: 1 | -1,
): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  if (at === -1) return order[0] ?? null;
  const target = at + step * columns;
  if (target < 0) return order[at] ?? null;
  if (target < order.length) return order[target] ?? null;
  const isOnLastRow = Math.floor(at / columns) === Math.floor((order.length - 1) / columns);
  return (isOnLastRow ? order[at] : order.at(-1)) ?? null;
}
