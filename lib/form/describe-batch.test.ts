import { expect, test } from "vitest";
import { describeBatch } from "./describe-batch.ts";

test.each([
  [1, 4, "1 run of 1 picture"],
  [4, 4, "1 run of 4 pictures"],
  [8, 4, "2 runs of 4 pictures each"],
  [10, 4, "3 runs of 3 or 4 pictures each"],
  [2, 1, "2 runs of 1 picture each"],
])("%i pictures, at most %i at once: %s", (count, max, text) => {
  expect(describeBatch(count, max)).toBe(text);
});
