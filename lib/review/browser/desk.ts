import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { Verdict } from "#lib/review/decision-schema";

/** A verdict that is on its way to the server. */
export type Write = Verdict | "withdrawn";

/** Somebody was faster: what was wanted here, and the output as it now stands. */
export type Conflict = { wanted: Verdict; reason?: string; note?: string; current: OutputView };

/**
 * What the desk knows. `order` is frozen: it only ever grows at its tail (or takes back an undone output), so nothing
 * moves under the cursor. `rows` holds what the server said; `writes` what we hope for.
 */
export type Desk = {
  order: readonly string[];
  rows: ReadonlyMap<string, OutputView>;
  /** Where the next page begins; null at the end, undefined before the first page. */
  nextCursor: string | null | undefined;
  /** Why the last page could not be read. */
  failure: unknown;
  cursor: string | null;
  selection: ReadonlySet<string>;
  writes: ReadonlyMap<string, Write>;
  conflicts: ReadonlyMap<string, Conflict>;
  /** Read already but not in the list: they wait behind the pill. */
  arrivals: readonly OutputView[];
};

export const emptyDesk: Desk = {
  order: [],
  rows: new Map(),
  nextCursor: undefined,
  failure: null,
  cursor: null,
  selection: new Set(),
  writes: new Map(),
  conflicts: new Map(),
  arrivals: [],
};

export type DeskAction =
  | { type: "page-read"; items: readonly OutputView[]; nextCursor: string | null }
  | { type: "page-failed"; failure: unknown }
  | { type: "arrived"; items: readonly OutputView[] }
  | { type: "arrivals-shown" }
  | { type: "put-back"; row: OutputView }
  | { type: "row-read"; row: OutputView }
  | { type: "row-told"; id: string; state: OutputState; revision: number; decision: DecisionView | null }
  | { type: "moved"; to: string | null }
  | { type: "selected"; id: string }
  | { type: "selection-cleared" }
  | { type: "write-began"; id: string; write: Write }
  | { type: "write-ended"; id: string; row?: OutputView }
  | { type: "conflicted"; id: string; conflict: Conflict }
  | { type: "conflict-settled"; id: string };

export function reduceDesk(desk: Desk, action: DeskAction): Desk {
  switch (action.type) {
    case "page-read": {
      const grown = append(desk, action.items);
      return {
        ...grown,
        nextCursor: action.nextCursor,
        failure: null,
        cursor: desk.cursor ?? grown.order[0] ?? null,
      };
    }
    case "page-failed":
      return { ...desk, failure: action.failure };
    case "arrived": {
      const known = new Set(desk.arrivals.map(({ id }) => id));
      const fresh = action.items.filter(({ id }) => !desk.rows.has(id) && !known.has(id));
      return fresh.length === 0 ? desk : { ...desk, arrivals: [...desk.arrivals, ...fresh] };
    }
    case "arrivals-shown": {
      const grown = append(desk, desk.arrivals);
      return { ...grown, cursor: desk.cursor ?? grown.order[0] ?? null };
    }
    case "put-back":
      return { ...insert(desk, action.row), cursor: action.row.id };
    case "row-read":
      return withRow(desk, action.row);
    case "row-told": {
      const row = desk.rows.get(action.id);
      if (row === undefined || action.revision <= row.revision) return desk;
      const { state, revision, decision } = action;
      return withRow(desk, { ...row, state, revision, decision });
    }
    case "moved":
      return desk.cursor === action.to ? desk : { ...desk, cursor: action.to };
    case "selected": {
      const selection = new Set(desk.selection);
      if (!selection.delete(action.id)) selection.add(action.id);
      return { ...desk, selection };
    }
    case "selection-cleared":
      return desk.selection.size === 0 ? desk : { ...desk, selection: new Set() };
    case "write-began":
      return { ...desk, writes: new Map(desk.writes).set(action.id, action.write) };
    case "write-ended": {
      const ended = { ...desk, writes: without(desk.writes, action.id) };
      return action.row ? withRow(ended, action.row) : ended;
    }
    case "conflicted": {
      const told = withRow({ ...desk, writes: without(desk.writes, action.id) }, action.conflict.current);
      return { ...told, conflicts: new Map(desk.conflicts).set(action.id, action.conflict) };
    }
    case "conflict-settled":
      return { ...desk, conflicts: without(desk.conflicts, action.id) };
  }
}

/** The state a tile shows: what we hope for while it is being written, else what the server said. */
export function shownState(desk: Desk, id: string): OutputState {
  const write = desk.writes.get(id);
  if (write !== undefined) return write === "withdrawn" ? "pending" : write;
  return desk.rows.get(id)?.state ?? "pending";
}

export function isUndecided(desk: Desk): (id: string) => boolean {
  return (id) => shownState(desk, id) === "pending";
}

/** Verdicts in the list as the server has them; what is still being written does not count yet. */
export function countStates(desk: Desk): Record<OutputState, number> {
  const counts: Record<OutputState, number> = { pending: 0, approved: 0, rejected: 0, reseeded: 0 };
  for (const id of desk.order) counts[desk.rows.get(id)?.state ?? "pending"] += 1;
  return counts;
}

/** Never lets an older answer overwrite a newer one: answers and events race. */
function withRow(desk: Desk, row: OutputView): Desk {
  const known = desk.rows.get(row.id);
  if (known === undefined || known.revision > row.revision) return desk;
  return { ...desk, rows: new Map(desk.rows).set(row.id, row) };
}

function append(desk: Desk, items: readonly OutputView[]): Desk {
  const fresh = items.filter(({ id }) => !desk.rows.has(id));
  const rows = new Map(desk.rows);
  for (const row of fresh) rows.set(row.id, row);
  const order = [...desk.order, ...fresh.map(({ id }) => id)];
  return { ...desk, rows, order, arrivals: desk.arrivals.filter(({ id }) => !rows.has(id)) };
}

/** Takes an output back into the list, where its age puts it; one that is there already stays where it is. */
function insert(desk: Desk, row: OutputView): Desk {
  if (desk.rows.has(row.id)) return withRow(desk, row);
  const rows = new Map(desk.rows).set(row.id, row);
  const after = desk.order.findIndex((id) => (rows.get(id)?.createdAt ?? "") > row.createdAt);
  const at = after === -1 ? desk.order.length : after;
  const arrivals = desk.arrivals.filter(({ id }) => id !== row.id);
  return { ...desk, rows, arrivals, order: [...desk.order.slice(0, at), row.id, ...desk.order.slice(at)] };
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
