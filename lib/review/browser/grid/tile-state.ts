import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import { isUndecided, shownState, type Claimant, type Desk } from "#lib/review/browser/desk/desk";

/** Everything that a tile shows of an output. */
export type TileState = {
  row: OutputView | undefined;
  state: OutputState;
  isHoped: boolean;
  isCursor: boolean;
  isSelected: boolean;
  isContested: boolean;
  claimant: Claimant | undefined;
  /** What stands here by somebody else. */
  decision: DecisionView | null;
  isUnsent: boolean;
  isSkipped: boolean;
  isArchived: boolean;
  /** Whether it still waits for a verdict. */
  isOpen: boolean;
};

/** Read in one go: a tile that listened to each of these by itself would cost a grid in flight its frames. */
export function tileState(desk: Desk, id: string, personId: string): TileState {
  const row = desk.rows.get(id);
  const isHoped = desk.writes.has(id);
  const decision = isHoped ? null : (row?.decision ?? null);
  return {
    row,
    state: shownState(desk, id),
    isHoped,
    isCursor: desk.cursor === id,
    isSelected: desk.selection.has(id),
    isContested: desk.conflicts.has(id),
    claimant: desk.claims.get(id),
    decision: decision?.by.id === personId ? null : decision,
    isUnsent: desk.unsent.has(id),
    isSkipped: desk.skipped.has(id) && !isHoped && row?.state === "pending",
    isArchived: (row?.archivedAt ?? null) !== null,
    isOpen: isUndecided(desk)(id),
  };
}

/** Answers the same object as long as nothing in it has changed. */
export function keepSame<Fields extends object>(): (next: Fields) => Fields {
  let last: Fields | undefined;
  return (next) => {
    const before = last;
    const names = Object.keys(next) as (keyof Fields)[];
    if (before !== undefined && names.every((name) => Object.is(before[name], next[name]))) return before;
    last = next;
    return next;
  };
}
