import type { CarriedCommentInput } from "#lib/comment/comment-schema";
import type { OutputView } from "#lib/output/output-schema";
import { stateOf } from "#lib/output/panel";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { Pile } from "#lib/review/arrangement";
import type { Verdict } from "#lib/review/decision-schema";
import type { Standing } from "#lib/review/standing-schema";
import type { DeskAction } from "./desk-action.ts";
import {
  append,
  evict,
  extend,
  insert,
  isOlder,
  placeKnown,
  placeSlice,
  standingOf,
  withSkips,
} from "./desk-list.ts";
import { withMember, without } from "./with-member.ts";

/** A verdict that is on its way to the server. */
export type Write = Verdict | "withdrawn";

/** Somebody was faster: what was wanted here, and the output as it now stands. */
export type Conflict = {
  wanted: Verdict;
  reason?: string;
  note?: string;
  comment?: CarriedCommentInput;
  current: OutputView;
};

/** Who has an output open. */
export type Claimant = { id: string; name: string };

/**
 * What the desk knows. `order` is frozen: it only ever grows at its tail (or takes back an undone output), so nothing
 * moves under the cursor. Of a long list only the rows near the cursor and in sight are in memory. `rows` holds what
 * the server said; `writes` what we hope for.
 */
export type Desk = {
  /** Ids by position, as long as the list is known to be; null where it was never read. */
  order: readonly (string | null)[];
  /** How many of `order` the server's list has; what was taken in from outside stands behind them. */
  listed: number;
  /** The rows in memory, and where each of them stands. */
  rows: ReadonlyMap<string, OutputView>;
  positions: ReadonlyMap<string, number>;
  /** Whether the first rows, and whether the end of the list has been read. */
  isRead: boolean;
  isWhole: boolean;
  /** Why the last rows could not be read. */
  failure: unknown;
  cursor: string | null;
  /** Where the cursor is about to go: to a position that is being read, or to where the server says. */
  goal: number | "seeking" | null;
  selection: ReadonlySet<string>;
  /** What selected outputs are known by whose rows are not in memory. */
  standings: ReadonlyMap<string, Standing>;
  /** Decided ones whose rows are not in memory, for who meets the same bytes again. */
  past: ReadonlyMap<string, Pick<OutputView, "id" | "sha256" | "decision" | "panel">>;
  /** Neighbours that look alike, where they are looked for. */
  piles: readonly Pile[];
  /** Piles of near-duplicates that lie open, by their first picture. */
  openPiles: ReadonlySet<string>;
  writes: ReadonlyMap<string, Write>;
  conflicts: ReadonlyMap<string, Conflict>;
  /** Verdicts that wait for the network. */
  unsent: ReadonlySet<string>;
  /** Passed by for now; offered again when nothing else is left. */
  skipped: ReadonlySet<string>;
  /** Open in somebody else's large view: passed over while anything else is left. */
  claims: ReadonlyMap<string, Claimant>;
  /** Read already but not in the list: they wait behind the pill. */
  arrivals: readonly OutputView[];
};

export const emptyDesk: Desk = {
  order: [],
  listed: 0,
  rows: new Map(),
  positions: new Map(),
  isRead: false,
  isWhole: false,
  failure: null,
  cursor: null,
  goal: null,
  selection: new Set(),
  standings: new Map(),
  past: new Map(),
  piles: [],
  openPiles: new Set(),
  writes: new Map(),
  conflicts: new Map(),
  unsent: new Set(),
  skipped: new Set(),
  claims: new Map(),
  arrivals: [],
};

export function reduceDesk(desk: Desk, action: DeskAction): Desk {
  switch (action.type) {
    case "page-read":
      return arrive({
        ...append(desk, action.items),
        isRead: true,
        isWhole: action.isWhole,
        failure: null,
      });
    case "slice-read":
      return arrive({
        ...placeSlice(desk, action),
        skipped: withSkips(desk.skipped, action.items, action.skipped ?? []),
        isRead: true,
        isWhole: true,
        failure: null,
      });
    case "rows-read":
      return arrive({ ...placeKnown(desk, action), failure: null });
    case "past-read": {
      const past = new Map(desk.past);
      for (const twin of action.items) past.set(twin.id, { ...twin, panel: null });
      return { ...desk, past };
    }
    case "read-failed":
      return { ...desk, failure: action.failure };
    case "read-retried":
      return desk.failure === null ? desk : { ...desk, failure: null };
    case "extended":
      return extend(desk, action.total);
    case "evicted":
      return evict(desk, action.around);
    case "arrived": {
      const known = new Set([...desk.order, ...desk.arrivals.map(({ id }) => id)]);
      const fresh = action.items.filter(({ id }) => !known.has(id));
      return fresh.length === 0 ? desk : { ...desk, arrivals: [...desk.arrivals, ...fresh] };
    }
    case "arrivals-shown":
      return arrive(append(desk, desk.arrivals));
    case "put-back":
      return { ...insert(desk, action.row, action.at), cursor: action.row.id, goal: null };
    case "row-read":
      return withRow(desk, action.row);
    case "row-told":
      return tell(desk, action);
    case "archived": {
      const row = desk.rows.get(action.id);
      if (row === undefined || row.archivedAt === action.archivedAt) return desk;
      return { ...desk, rows: new Map(desk.rows).set(row.id, { ...row, archivedAt: action.archivedAt }) };
    }
    case "reopened":
      return unlock(desk, action.id);
    case "moved":
      return desk.cursor === action.to && desk.goal === null
        ? desk
        : { ...desk, cursor: action.to, goal: null };
    case "moved-to":
      return arrive({ ...desk, goal: action.position });
    case "seeking":
      return { ...desk, goal: "seeking" };
    case "sought":
      return desk.goal === "seeking" ? arrive({ ...desk, goal: null }) : desk;
    case "selected": {
      const selection = new Set(desk.selection);
      if (!selection.delete(action.id)) selection.add(action.id);
      return { ...desk, selection };
    }
    case "selection-made": {
      const standings = new Map(desk.standings);
      for (const standing of action.standings ?? []) standings.set(standing.id, standing);
      return { ...desk, selection: new Set(action.ids), standings };
    }
    case "selection-cleared":
      return desk.selection.size === 0 ? desk : { ...desk, selection: new Set(), standings: new Map() };
    case "piles-found":
      return { ...desk, piles: action.piles };
    case "pile-turned": {
      if (desk.openPiles.has(action.id) === action.isOpen) return desk;
      const openPiles = new Set(desk.openPiles);
      if (action.isOpen) openPiles.add(action.id);
      else openPiles.delete(action.id);
      return { ...desk, openPiles };
    }
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
    case "held-up":
      return { ...desk, unsent: withMember(desk.unsent, action.id, action.isHeldUp) };
    case "skipped":
      return { ...desk, skipped: withMember(desk.skipped, action.id, action.isSkipped) };
    case "claims-read":
      return { ...desk, claims: action.claims };
  }
}

/** The state a tile shows: what we hope for while it is being written, else what the server said. */
export function shownState(desk: Desk, id: string): OutputState {
  const write = desk.writes.get(id);
  const known = desk.rows.get(id) ?? desk.standings.get(id);
  if (write === undefined) return known?.state ?? "pending";
  const given = write === "withdrawn" ? [] : [write];
  const panel = known?.panel ?? null;
  if (panel === null) return stateOf(given, 1);
  // Of verdicts that are not shown to us we know only how many there are.
  const hidden = panel.given - panel.others.length - (panel.own === null ? 0 : 1);
  const others = panel.others.flatMap(({ verdict }) => (verdict === "withdrawn" ? [] : verdict));
  return stateOf([...others, ...given], panel.reviewers - hidden);
}

/**
 * Whether an output still waits for one's verdict: what is put aside does not, nor what is locked, nor where one's own is
 * in already.
 */
export function isUndecided(desk: Desk): (id: string) => boolean {
  return (id) => {
    const row = desk.rows.get(id);
    const standing = row ?? desk.standings.get(id);
    if (shownState(desk, id) !== "pending" || (row?.archivedAt ?? null) !== null) return false;
    if ((standing?.locked ?? null) !== null) return false;
    const write = desk.writes.get(id);
    const own = standing?.panel?.own ?? null;
    return write === undefined ? own === null : write === "withdrawn";
  };
}

/** Where an output stands in the list; -1 when it is not in it, or was never read. */
export function positionOf(desk: Desk, id: string | null): number {
  if (id === null) return -1;
  return desk.positions.get(id) ?? desk.order.indexOf(id);
}

/** The row at a position, if it is in memory. */
export function rowAt(desk: Desk, position: number): OutputView | undefined {
  const id = desk.order[position];
  return id === null || id === undefined ? undefined : desk.rows.get(id);
}

/** Puts the cursor where it was on its way to, or on the first row when it is nowhere and expected nowhere else. */
function arrive(desk: Desk): Desk {
  if (desk.goal === "seeking") return desk;
  if (typeof desk.goal === "number") {
    const position = Math.min(Math.max(desk.goal, 0), desk.order.length - 1);
    const row = rowAt(desk, position);
    return row === undefined ? desk : { ...desk, cursor: row.id, goal: null };
  }
  return desk.cursor === null ? { ...desk, cursor: rowAt(desk, 0)?.id ?? null } : desk;
}

type Told = Pick<OutputView, "id" | "state" | "revision" | "decision"> & { given?: number | undefined };

/** What an event says about an output, which is less than its row. */
function tell(desk: Desk, { id, state, revision, decision, given }: Told): Desk {
  const row = desk.rows.get(id);
  const standing = row ?? desk.standings.get(id);
  // What changed far away is nobody's word on its copies any more.
  if (standing === undefined) return desk.past.has(id) ? { ...desk, past: without(desk.past, id) } : desk;
  if (revision <= standing.revision) return desk;
  const panel = standing.panel && { ...standing.panel, given: given ?? standing.panel.given };
  return row === undefined
    ? withStanding(desk, id, { ...standing, state, revision, panel })
    : withRow(desk, { ...row, state, revision, decision, panel });
}

function unlock(desk: Desk, id: string): Desk {
  const row = desk.rows.get(id);
  const standing = desk.standings.get(id);
  return {
    ...desk,
    ...(row && { rows: new Map(desk.rows).set(id, { ...row, locked: null }) }),
    ...(standing && { standings: new Map(desk.standings).set(id, { ...standing, locked: null }) }),
  };
}

/** Never lets an older answer overwrite a newer one: answers and events race. */
function withRow(desk: Desk, row: OutputView): Desk {
  const known = desk.rows.get(row.id);
  if (known === undefined) return desk.standings.has(row.id) ? withStanding(desk, row.id, row) : desk;
  if (isOlder(row, known)) return desk;
  return { ...desk, rows: new Map(desk.rows).set(row.id, row) };
}

function withStanding(desk: Desk, id: string, standing: Standing): Desk {
  const known = desk.standings.get(id);
  if (known !== undefined && known.revision > standing.revision) return desk;
  return { ...desk, standings: new Map(desk.standings).set(id, standingOf(standing)) };
}
