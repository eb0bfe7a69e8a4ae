import { describe, expect, it } from "vitest";
import { offsetToShow, rangeInSight, totalLength, type Opening } from "./window-range.ts";

const opening: Opening = { count: 1000, size: 100, padding: 12, offset: 0, length: 450 };

describe("the rows in sight", () => {
  it("are those in the opening and two more at each edge", () => {
    expect(rangeInSight({ ...opening, offset: 5012 })).toEqual({ first: 48, last: 56 });
  });
  it("end at the ends of the list", () => {
    expect(rangeInSight(opening)).toEqual({ first: 0, last: 6 });
    expect(rangeInSight({ ...opening, offset: totalLength(opening) - 450 })?.last).toBe(999);
    expect(rangeInSight({ ...opening, count: 0 })).toBeNull();
  });
  it("P5 are few however long the list is", () => {
    const range = rangeInSight({ ...opening, count: 100_000, offset: 5_000_000 });
    expect((range?.last ?? 0) - (range?.first ?? 0)).toBeLessThan(10);
  });
});

describe("showing a row", () => {
  it("does not move when it is wholly in sight", () => {
    expect(offsetToShow({ ...opening, offset: 500 }, 6, "nearest")).toBe(500);
  });
  it("moves by the shortest way, leaving room for the cursor's outline", () => {
    expect(offsetToShow({ ...opening, offset: 500 }, 2, "nearest")).toBe(200);
    expect(offsetToShow({ ...opening, offset: 500 }, 20, "nearest")).toBe(2124 - 450);
  });
  it("shows the ends with their padding", () => {
    expect(offsetToShow({ ...opening, offset: 500 }, 0, "nearest")).toBe(0);
    expect(offsetToShow(opening, 999, "nearest")).toBe(totalLength(opening) - 450);
  });
  it("puts it into the middle where there is room", () => {
    expect(offsetToShow(opening, 50, "center")).toBe(12 + 5050 - 225);
    expect(offsetToShow(opening, 1, "center")).toBe(0);
  });
});
