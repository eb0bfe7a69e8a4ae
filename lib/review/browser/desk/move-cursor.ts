import { isUndecided, rowAt, type Desk } from "./desk.ts";

/** Moving through a list by position. All of it is pure. */

/** `at` is the answer; `unread` is the first position on the way of which nothing is known. */
export type Found = { at: number } | { unread: number } | null;

/**
 * The next undecided after `from` (or before it, with step -1), going round once. Those that were skipped, or that
 * somebody else has open, only when nothing else is left; null when no other is. `from` itself is never the answer.
 * Stops at the first row that is not in memory, and before going round at the end of a list that goes on.
 */
export function nextUndecided(desk: Desk, from: number, step: 1 | -1 = 1): Found {
  const undecided = isUndecided(desk);
  const isFree = (id: string) => undecided(id) && !desk.skipped.has(id) && !desk.claims.has(id);
  return nextThat(desk, from, step, isFree) ?? nextThat(desk, from, step, undecided);
}

function nextThat(desk: Desk, from: number, step: 1 | -1, isWanted: (id: string) => boolean): Found {
  const { length } = desk.order;
  for (let distance = 1; distance <= length; distance += 1) {
    const index = from + step * distance;
    if (index >= length && !desk.isWhole) return { unread: length };
    const at = ((index % length) + length) % length;
    if (at === from) continue;
    const row = rowAt(desk, at);
    if (row === undefined) return { unread: at };
    if (isWanted(row.id)) return { at };
  }
  return null;
}

/** Whether anything in the list is still undecided; undefined while part of it is not in memory. */
export function isAnyUndecided(desk: Desk): boolean | undefined {
  const undecided = isUndecided(desk);
  for (const id of desk.positions.keys()) if (undecided(id)) return true;
  return desk.isWhole && desk.positions.size === desk.order.length ? false : undefined;
}

/** `by` places further, held at the ends. From nowhere (-1) it begins at the start. Null in an empty list. */
export function stepBy(length: number, from: number, by: number): number | null {
  if (length === 0) return null;
  return from === -1 ? 0 : Math.min(Math.max(from + by, 0), length - 1);
}
