import type { Arrangement, Pile } from "#lib/review/arrangement";

/** One place in the grid: an output, or a closed pile under its first picture. */
export type Cell = {
  position: number;
  /** How many lie under it; 1 unless it is a closed pile. */
  count: number;
  /** The pile that an output lies open in, by the position of its first picture. */
  pile: number | null;
};

export type PlanRow =
  | { type: "section"; from: number; count: number }
  | { type: "cells"; cells: readonly Cell[] };

/** How a list is laid out: which row is where and what stands in it. All lengths in CSS pixels. */
export type GridPlan = {
  rowCount: number;
  columns: number;
  /** Of all rows together. */
  height: number;
  topOf(row: number): number;
  heightOf(row: number): number;
  /** The row at an offset, the last one for anything beyond. */
  rowAt(offset: number): number;
  row(row: number): PlanRow;
  /** The row that an output is seen in; of one in a closed pile, its pile's. */
  rowOf(position: number): number;
  /** First and last position seen in a row. */
  spanOf(row: number): readonly [first: number, last: number];
  /** The neighbour `by` places further in reading order, held at the ends. */
  stepBy(position: number, by: number): number;
  /** The neighbour a row up or down in the same column, or as near as a shorter row allows. */
  stepRow(position: number, by: 1 | -1): number;
};

export type PlanInput = Arrangement & {
  total: number;
  columns: number;
  rowHeight: number;
  sectionHeight: number;
  /** Piles that lie open, by the position of their first picture. */
  open: ReadonlySet<number>;
};

/** Marks a row that is the heading of a section. */
const heading = 1;

/**
 * Lays a list out row by row in its own order: sections begin on a new row under their heading, closed piles take one
 * place. Everything is looked up in plain arrays, which are made for a hundred thousand outputs in a few milliseconds.
 */
export function planGrid(input: PlanInput): GridPlan {
  const { total, columns, rowHeight, sectionHeight } = input;
  const closed = input.piles.filter(([from]) => !input.open.has(from));
  const opened = input.piles.filter(([from]) => input.open.has(from));
  const cells = closed.length === 0 ? null : placeCells(total, closed);
  const cellCount = cells === null ? total : cells.positions.length;
  const positionAt = (cell: number) => (cells === null ? cell : (cells.positions[cell] ?? total));
  const cellAt = (position: number) => (cells === null ? position : lastAtMost(cells.positions, position));

  const starts: number[] = [];
  const kinds: number[] = [];
  const tops: number[] = [];
  let height = 0;
  const add = (kind: number, cell: number) => {
    kinds.push(kind);
    starts.push(cell);
    tops.push(height);
    height += kind === heading ? sectionHeight : rowHeight;
  };
  const sections = input.sections.length === 0 ? [0] : input.sections;
  for (const [index, from] of sections.entries()) {
    const first = cellAt(from);
    const end = index + 1 < sections.length ? cellAt(sections[index + 1] ?? total) : cellCount;
    if (input.sections.length > 0) add(heading, first);
    for (let cell = first; cell < end; cell += columns) add(0, cell);
  }

  const rowCount = starts.length;
  const startOf = (row: number) => starts[row] ?? cellCount;
  const cellsIn = (row: number) => (kinds[row] === heading ? 0 : startOf(row + 1) - startOf(row));
  const clampRow = (row: number) => Math.min(Math.max(row, 0), Math.max(rowCount - 1, 0));

  function rowOf(position: number): number {
    // A heading begins at the same cell as the row beneath it, which is the later of the two.
    return clampRow(lastAtMost(starts, cellAt(position)));
  }

  function cellOf(cell: number): Cell {
    const position = positionAt(cell);
    const count = (cell + 1 < cellCount ? positionAt(cell + 1) : total) - position;
    return { position, count, pile: pileAround(opened, position) };
  }

  function stepBy(position: number, by: number): number {
    return positionAt(Math.min(Math.max(cellAt(position) + by, 0), cellCount - 1));
  }

  return {
    rowCount,
    columns,
    height,
    topOf: (row) => tops[row] ?? height,
    heightOf: (row) => (kinds[row] === heading ? sectionHeight : rowHeight),
    rowAt: (offset) => clampRow(lastAtMost(tops, offset)),
    row(row) {
      const from = positionAt(startOf(row));
      if (kinds[row] === heading) {
        const next = sections[lastAtMost(sections, from) + 1] ?? total;
        return { type: "section", from, count: next - from };
      }
      return {
        type: "cells",
        cells: Array.from({ length: cellsIn(row) }, (_, index) => cellOf(startOf(row) + index)),
      };
    },
    rowOf,
    spanOf(row) {
      const last = row + 1 < rowCount ? positionAt(startOf(row + 1)) : total;
      return [positionAt(startOf(row)), Math.max(positionAt(startOf(row)), last - 1)];
    },
    stepBy,
    stepRow(position, by) {
      const row = rowOf(position);
      let to = row + by;
      if (kinds[to] === heading) to += by;
      if (to < 0 || to >= rowCount) {
        return position;
      }
      const column = cellAt(position) - startOf(row);
      return positionAt(startOf(to) + Math.min(column, cellsIn(to) - 1));
    },
  };
}

/** The first position of every cell, closed piles being one cell each. */
function placeCells(total: number, closed: readonly Pile[]): { positions: number[] } {
  const positions: number[] = [];
  let next = 0;
  for (const [from, count] of closed) {
    while (next <= from) positions.push(next++);
    next = from + count;
  }
  while (next < total) positions.push(next++);
  return { positions };
}

/** The pile among `piles` that a position lies in, by its first position. */
export function pileAround(piles: readonly Pile[], position: number): number | null {
  let low = 0;
  let high = piles.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from = 0, count = 0] = piles[middle] ?? [];
    if (position < from) high = middle - 1;
    else if (position >= from + count) low = middle + 1;
    else return from;
  }
  return null;
}

/** The last index whose value is at most `value`, in an ascending list; 0 when there is none. */
function lastAtMost(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
