import type { OutputView } from "#lib/output/output-schema";
import type { Standing } from "#lib/review/standing-schema";
import type { Desk } from "./desk.ts";

/** Rows kept in memory before those far away are let go. */
const mostRows = 2400;
/** Positions to either side of where one looks that are never let go. */
const nearby = 800;

/** Puts the next page behind what was read so far; what is listed already stays where it is. */
export function append(desk: Desk, items: readonly OutputView[]): Desk {
  const known = new Set(desk.order);
  const fresh = items.filter(({ id }) => !known.has(id));
  const rows = new Map(desk.rows);
  const positions = new Map(desk.positions);
  for (const [index, row] of fresh.entries()) {
    rows.set(row.id, row);
    positions.set(row.id, desk.order.length + index);
  }
  const order = [...desk.order, ...fresh.map(({ id }) => id)];
  const arrivals = desk.arrivals.filter(({ id }) => !rows.has(id));
  return { ...desk, rows, positions, order, listed: order.length, arrivals };
}

type Slice = { from: number; items: readonly OutputView[]; total: number };

/** Puts rows where the server has them. One that had been taken in from outside moves to its place in the list. */
export function placeSlice(desk: Desk, { from, items, total }: Slice): Desk {
  const grown = extend(desk, total);
  const rows = new Map(grown.rows);
  const positions = new Map(grown.positions);
  const order = [...grown.order];
  const moved = new Set<number>();
  for (const [index, row] of items.entries()) {
    const position = from + index;
    const before = positions.get(row.id);
    if (before !== undefined && before >= total && before !== position) moved.add(before);
    const known = rows.get(row.id);
    if (!isOlder(row, known)) rows.set(row.id, row);
    positions.set(row.id, position);
    order[position] = row.id;
  }
  const placed = { ...grown, rows, positions, order };
  return moved.size === 0
    ? placed
    : reposition({ ...placed, order: order.filter((_, at) => !moved.has(at)) });
}

/** Answers and events race: whether a row was read before what is known of it, by its verdicts or its comments. */
export function isOlder(row: OutputView, known: OutputView | undefined): boolean {
  if (known === undefined || known.revision < row.revision) return false;
  return known.revision > row.revision || known.lastComment > row.lastComment;
}

/** Puts rows back where their ids are in the list already. */
export function placeKnown(desk: Desk, { from, items }: Omit<Slice, "total">): Desk {
  const rows = new Map(desk.rows);
  const positions = new Map(desk.positions);
  for (const row of items) {
    const position = positions.get(row.id) ?? desk.order.indexOf(row.id, from);
    if (position === -1 || isOlder(row, rows.get(row.id))) continue;
    rows.set(row.id, row);
    positions.set(row.id, position);
  }
  return { ...desk, rows, positions };
}

/** Makes room at the tail of the server's list; what was taken in from outside stays behind it. */
export function extend(desk: Desk, total: number): Desk {
  const more = total - desk.listed;
  if (more <= 0) return desk;
  const room = Array.from({ length: more }, () => null);
  const guests = desk.order.slice(desk.listed);
  const order = [...desk.order.slice(0, desk.listed), ...room, ...guests];
  const grown = { ...desk, order, listed: total };
  return guests.length === 0 ? grown : reposition(grown);
}

/** Takes an output into the list; one that is there already stays where it is. */
export function insert(desk: Desk, row: OutputView, at: number | "age" | "end"): Desk {
  const known = desk.positions.get(row.id) ?? desk.order.indexOf(row.id);
  const arrivals = desk.arrivals.filter(({ id }) => id !== row.id);
  const rows = new Map(desk.rows);
  if (!isOlder(row, rows.get(row.id))) rows.set(row.id, row);
  const position = typeof at === "number" ? at : known;
  if (position >= 0 && position < desk.order.length) {
    const order = desk.order.with(position, row.id);
    const positions = new Map(desk.positions).set(row.id, position);
    return { ...desk, rows, positions, order, arrivals };
  }
  const younger = (id: string | null) => id !== null && (rows.get(id)?.createdAt ?? "") > row.createdAt;
  const after = at === "age" ? desk.order.findIndex(younger) : -1;
  const place = after === -1 ? desk.order.length : after;
  const order = desk.order.toSpliced(place, 0, row.id);
  const listed = at === "age" ? order.length : desk.listed;
  return reposition({ ...desk, rows, order, listed, arrivals });
}

/**
 * Lets go of rows far from `around` when there are many, so that a walk through a long list does not fill the memory.
 * What is being decided stays; of what is selected stays what a decision needs.
 */
export function evict(desk: Desk, around: number): Desk {
  if (desk.rows.size <= mostRows) return desk;
  const cursorAt = desk.cursor === null ? around : (desk.positions.get(desk.cursor) ?? around);
  const isNear = (position: number) =>
    Math.abs(position - around) <= nearby || Math.abs(position - cursorAt) <= nearby / 4;
  const rows = new Map<string, OutputView>();
  const positions = new Map<string, number>();
  const standings = new Map(desk.standings);
  const past = new Map(desk.past);
  for (const [id, row] of desk.rows) {
    const position = desk.positions.get(id);
    if (position === undefined) continue;
    // What was taken in from outside could not be read again by its position.
    if (isNear(position) || position >= desk.listed || desk.writes.has(id) || desk.conflicts.has(id)) {
      rows.set(id, row);
      positions.set(id, position);
      continue;
    }
    if (desk.selection.has(id)) standings.set(id, standingOf(row));
    const { sha256, decision, panel } = row;
    if (decision !== null || panel?.own) past.set(id, { id, sha256, decision, panel });
  }
  return { ...desk, rows, positions, standings, past };
}

export function standingOf(standing: Standing): Standing {
  const { id, state, revision, sha256, submittedBy, policy, locked, panel } = standing;
  return { id, state, revision, sha256, submittedBy, policy, locked, panel };
}

/** Finds out again where the rows in memory stand, after the list was cut or something came between. */
function reposition(desk: Desk): Desk {
  const positions = new Map<string, number>();
  for (const [position, id] of desk.order.entries()) {
    if (id !== null && desk.rows.has(id)) positions.set(id, position);
  }
  return { ...desk, positions };
}

/** The skips of the rows just read are the server's word; of all others nothing new is known. */
export function withSkips(
  known: ReadonlySet<string>,
  items: readonly OutputView[],
  skipped: readonly string[],
): ReadonlySet<string> {
  if (known.size === 0 && skipped.length === 0) return known;
  const next = new Set(known);
  for (const { id } of items) next.delete(id);
  for (const id of skipped) next.add(id);
  return next;
}
