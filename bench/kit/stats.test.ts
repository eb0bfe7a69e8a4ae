import { expect, test } from "vitest";
import { median, percentile } from "./stats.ts";

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test("percentiles are nearest-rank: samples that were measured, never something between two", () => {
  expect(percentile(hundred, 95)).toBe(95);
  expect(percentile(hundred, 100)).toBe(100);
  expect(percentile([3, 1, 2, 10], 50)).toBe(2);
  expect(median([5])).toBe(5);
});

test("a percentile of no samples is an error, not a zero that looks fast", () => {
  expect(() => percentile([], 95)).toThrow(/nothing/);
});
