import type { CompareStore } from "./compare-store.ts";
import { mostPins } from "./comparison.ts";
import { positionOf } from "#lib/review/browser/desk/desk";
import type { DeskLoader } from "#lib/review/browser/desk/desk-loader";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import { stepBy } from "#lib/review/browser/desk/move-cursor";

export type CompareParts = { desk: DeskStore; loader: Pick<DeskLoader, "goTo">; compare: CompareStore };

/**
 * Pins what is current and goes to its neighbour to compare it with; what is selected instead, where that is two to
 * four; while comparing, one more. Answers why not, in words, when there is nothing to compare.
 */
export function pinAndCompare(parts: CompareParts): string | undefined {
  const { desk, compare } = parts;
  const { cursor, selection, order } = desk.read();
  if (cursor === null) return "There is no picture to compare.";
  const comparison = compare.read();
  if (comparison === null && selection.size > 1) return compareSelected(parts, cursor);
  if (order.length <= (comparison?.pins.length ?? 0) + 1) return "There is no other picture to compare with.";
  if (comparison === null) compare.begin([cursor]);
  else if (comparison.pins.length >= mostPins) return "Four pictures are the most. Unpin one first.";
  else compare.dispatch({ type: "pinned", id: cursor });
  const isLast = positionOf(desk.read(), cursor) === order.length - 1;
  stepCandidate(parts, isLast ? -1 : 1);
  return undefined;
}

function compareSelected({ desk, compare }: CompareParts, cursor: string): string | undefined {
  const { selection } = desk.read();
  if (selection.size > mostPins + 1)
    return `Up to four pictures can be compared. ${selection.size} are selected.`;
  const candidate = selection.has(cursor) ? cursor : ([...selection].at(-1) ?? cursor);
  desk.dispatch({ type: "moved", to: candidate });
  compare.begin([...selection].filter((id) => id !== candidate));
  return undefined;
}

/** Another candidate, `by` places further; the pinned ones are passed over. */
export function stepCandidate({ desk, loader, compare }: CompareParts, by: 1 | -1): void {
  const step = () => {
    const { order, goal, cursor } = desk.read();
    const from = typeof goal === "number" ? goal : positionOf(desk.read(), cursor);
    const to = stepBy(order.length, from, by);
    if (to !== null && to !== from) loader.goTo(to);
  };
  // Each pinned one that is landed on steps once more.
  const over = () => {
    compare.passOver(over);
    step();
  };
  over();
}
