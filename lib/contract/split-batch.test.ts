import fc from "fast-check";
import { expect, test } from "vitest";
import { splitBatch } from "./split-batch.ts";

test.each([
  [1, 4, [1]],
  [4, 4, [4]],
  [5, 4, [3, 2]],
  [10, 4, [4, 3, 3]],
  [3, 1, [1, 1, 1]],
])("%i pictures, %i at most at once, are runs of %j", (count, max, sizes) => {
  expect(splitBatch(count, max)).toEqual(sizes);
});

test("whatever is asked for is made, in as few runs as possible and evenly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 64 }), (count, max) => {
      const sizes = splitBatch(count, max);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
      expect(sizes).toHaveLength(Math.ceil(count / max));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(max);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});
