import { expect, test } from "vitest";
import { allInteractions, layoutShift } from "./watch-vitals.ts";

test("shifts add up within a burst, and the worst burst counts", () => {
  const shifts = [
    { startTime: 0, value: 0.01 },
    { startTime: 900, value: 0.02 },
    // More than a second of rest: another burst.
    { startTime: 2500, value: 0.025 },
  ];
  expect(layoutShift(shifts)).toBeCloseTo(0.03);
  expect(layoutShift([])).toBe(0);
});

test("a burst is cut after five seconds", () => {
  const steady = Array.from({ length: 11 }, (_, n) => ({ startTime: n * 600, value: 0.01 }));
  expect(layoutShift(steady)).toBeCloseTo(0.09);
});

test("interactions too quick to be told count as one frame each, so that they cannot flatter or vanish", () => {
  expect(allInteractions([40, 120], 4)).toEqual([40, 120, 16, 16]);
});
