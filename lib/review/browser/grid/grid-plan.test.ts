import { describe, expect, it } from "vitest";
import { planGrid, type PlanInput } from "./grid-plan.ts";

function plan(changes: Partial<PlanInput> = {}) {
  return planGrid({
    total: 10,
    columns: 3,
    rowHeight: 100,
    sectionHeight: 30,
    sections: [],
    piles: [],
    open: new Set(),
    ...changes,
  });
}

/** Reading order: the positions of all cells, row by row; headings as text. */
function read(grid: ReturnType<typeof plan>) {
  return Array.from({ length: grid.rowCount }, (_, index) => {
    const row = grid.row(index);
    return row.type === "section"
      ? `${row.count} from ${row.from}`
      : row.cells.map(({ position, count }) => (count === 1 ? position : `${position}×${count}`)).join(" ");
  });
}

describe("T-15 reading order is the order of the list", () => {
  it("row by row", () => {
    const grid = plan();
    expect(read(grid)).toEqual(["0 1 2", "3 4 5", "6 7 8", "9"]);
    expect(grid.height).toBe(400);
    expect([grid.rowAt(-5), grid.rowAt(250), grid.rowAt(9999)]).toEqual([0, 2, 3]);
  });
  it("in sections, each from a new row on under its heading", () => {
    const grid = plan({ sections: [0, 4, 5] });
    expect(read(grid)).toEqual(["4 from 0", "0 1 2", "3", "1 from 4", "4", "5 from 5", "5 6 7", "8 9"]);
    expect(grid.height).toBe(3 * 30 + 5 * 100);
    expect(grid.topOf(3)).toBe(230);
    expect(grid.rowAt(231)).toBe(3);
    expect([0, 3, 4, 9].map((position) => grid.rowOf(position))).toEqual([1, 2, 4, 7]);
  });
  it("with closed piles in one place each, and open ones spread out where they are", () => {
    const piles = [
      [1, 3],
      [6, 2],
    ] as const;
    expect(read(plan({ piles }))).toEqual(["0 1×3 4", "5 6×2 8", "9"]);
    const open = plan({ piles, open: new Set([1]) });
    expect(read(open)).toEqual(["0 1 2", "3 4 5", "6×2 8 9"]);
    const row = open.row(0);
    expect(row.type === "cells" && row.cells.map(({ pile }) => pile)).toEqual([null, 1, 1]);
  });
  it("with piles within sections", () => {
    expect(read(plan({ sections: [0, 4], piles: [[4, 6]] }))).toEqual([
      "4 from 0",
      "0 1 2",
      "3",
      "6 from 4",
      "4×6",
    ]);
  });
  it("of nothing is nothing", () => {
    expect(plan({ total: 0 })).toMatchObject({ rowCount: 0, height: 0 });
  });
});

describe("stepping", () => {
  const grid = plan({ sections: [0, 4], piles: [[5, 3]] });
  it("goes by places, over closed piles, and stops at both ends", () => {
    expect([grid.stepBy(4, 1), grid.stepBy(5, 1), grid.stepBy(8, -1)]).toEqual([5, 8, 5]);
    expect([grid.stepBy(0, -1), grid.stepBy(9, 1)]).toEqual([0, 9]);
  });
  it("keeps the column over headings, as far as the row goes", () => {
    expect(read(grid)).toEqual(["4 from 0", "0 1 2", "3", "6 from 4", "4 5×3 8", "9"]);
    expect([grid.stepRow(2, 1), grid.stepRow(3, 1), grid.stepRow(8, 1)]).toEqual([3, 4, 9]);
    expect([grid.stepRow(8, -1), grid.stepRow(0, -1), grid.stepRow(9, 1)]).toEqual([3, 0, 9]);
  });
  it("sees an output of a closed pile in its pile's row", () => {
    expect(grid.rowOf(7)).toBe(grid.rowOf(5));
    expect(grid.spanOf(4)).toEqual([4, 8]);
  });
});

it("lays out a hundred thousand outputs in a blink", () => {
  const sections = Array.from({ length: 25_000 }, (_, index) => index * 4);
  const piles = sections.map((from) => [from, 2] as const);
  const started = performance.now();
  const grid = plan({ total: 100_000, sections, piles });
  expect(performance.now() - started).toBeLessThan(500);
  expect(grid.rowOf(99_999)).toBe(grid.rowCount - 1);
  expect(grid.rowCount).toBe(50_000);
});
