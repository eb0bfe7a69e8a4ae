import { describe, expect, test } from "vitest";
import { bucketsOf, numbersIn, parseMoment, parseRange, parseSpan } from "./filter-range.ts";

describe("FIND-1 ranges", () => {
  test.each([
    ["30", { from: "30", to: "30" }],
    ["20..40", { from: "20", to: "40" }],
    ["7.5..", { from: "7.5", to: null }],
    ["..-1", { from: null, to: "-1" }],
  ])("%s is read", (text, range) => expect(parseRange(text)).toEqual(range));

  test.each(["", "..", "many", "1..2..3", "1e9", "--1", "12 345", "1.", "."])("%s is refused", (text) =>
    expect(parseRange(text)).toBeNull(),
  );

  test("whole numbers inside bounds", () => {
    expect(numbersIn({ from: "3.5", to: null }, 0, 5)).toEqual([4, 5]);
    expect(numbersIn({ from: null, to: "9" }, 0, 2)).toEqual([0, 1, 2]);
    expect(numbersIn({ from: "6", to: "9" }, 0, 5)).toEqual([]);
  });

  test("any range is few buckets", () => {
    expect(bucketsOf({ from: "20", to: "40" }).length).toBeLessThan(8);
    expect(bucketsOf({ from: null, to: null }).length).toBeLessThan(400);
    expect(bucketsOf({ from: "0", to: "0" })).toEqual([0]);
  });
});

describe("FIND-1 times", () => {
  test("a span back from now, a day, a moment", () => {
    expect(parseSpan("7d")).toBe("7 days");
    expect(parseSpan("7 days")).toBeNull();
    expect(parseMoment("2026-11-20")?.toISOString()).toBe("2026-11-20T00:00:00.000Z");
    expect(parseMoment("2026-11-20T10:00:00+02:00")?.toISOString()).toBe("2026-11-20T08:00:00.000Z");
    for (const text of ["yesterday", "2026-13-01", "2026", "99999-01-01", "0001-01-01"]) {
      expect(parseMoment(text)).toBeNull();
    }
  });
});
