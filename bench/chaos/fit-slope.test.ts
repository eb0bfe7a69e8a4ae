import { expect, test } from "vitest";
import { fitSlope } from "./fit-slope.ts";

test("finds the slope of a line, and of one with noise that cancels out", () => {
  expect(
    fitSlope([
      [0, 5],
      [1, 7],
      [2, 9],
    ]),
  ).toBe(2);
  expect(
    fitSlope([
      [0, 1],
      [0, -1],
      [4, 9],
      [4, 7],
    ]),
  ).toBe(2);
});

test("one moment has no slope", () => {
  expect(
    fitSlope([
      [3, 1],
      [3, 8],
    ]),
  ).toBe(0);
});
