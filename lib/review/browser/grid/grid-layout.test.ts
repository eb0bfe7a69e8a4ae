import { expect, it } from "vitest";
import { layoutGrid } from "./grid-layout.ts";

it("TILE-1 gives all cells one size, three of them to choose from", () => {
  expect(layoutGrid(1360, "S", 500)).toEqual({ columns: 9, side: 124, rowHeight: 166 });
  expect(layoutGrid(1360, "M", 500)).toEqual({ columns: 6, side: 196, rowHeight: 238 });
  expect(layoutGrid(1360, "L", 500)).toEqual({ columns: 4, side: 308, rowHeight: 350 });
});

it("shrinks tiles on a phone until enough stand side by side", () => {
  expect(layoutGrid(350, "S", 500)).toMatchObject({ columns: 3, side: 103 });
  expect(layoutGrid(350, "M", 500)).toMatchObject({ columns: 2, side: 165 });
  expect(layoutGrid(350, "L", 500)).toMatchObject({ columns: 1, side: 308 });
  expect(layoutGrid(10, "S", 500).columns).toBe(3);
});

it("makes no page that is higher than a browser can scroll", () => {
  for (const size of ["S", "M", "L"] as const)
    for (const width of [350, 1360, 2500]) {
      const { columns, rowHeight, side } = layoutGrid(width, size, 200_000);
      expect(Math.ceil(200_000 / columns) * rowHeight).toBeLessThanOrEqual(15_000_000);
      expect(columns * side + (columns - 1) * 20).toBeLessThanOrEqual(width);
    }
});
