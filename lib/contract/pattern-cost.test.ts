import { expect, test } from "vitest";
import { patternCost } from "./pattern-cost.ts";
import { limits } from "./profile.ts";

test.each([
  ["^[a-z0-9-]+$", 100],
  ["^#?[0-9a-f]{6}$", 100],
  ["^v?\\d+(?:\\.\\d+)?$", 60],
  ["^\\p{Lu}[^|]{0,40}$", 100],
  ["\\S", 800],
  ["^(?:red|green|blue)$", 800],
  ["^[^()|*]*$", 800],
])("%s over %d characters is cheap enough", (pattern, length) => {
  expect(patternCost(pattern, length)).toBeLessThanOrEqual(limits.patternCost);
});

test.each([
  "^(a+)+$",
  "^(a|a)*$",
  "^(a?){30}a{30}$",
  "(\\w+\\s?)*$",
  "^(a)\\1$",
  "(?<=a)b",
  "^(?:a{1,40}){1,40}$",
])("%s is refused however short the text", (pattern) => {
  const cost = patternCost(pattern, 80);
  expect(cost === null || cost > limits.patternCost).toBe(true);
});

test("repetitions in a row are counted by the length of the text", () => {
  expect(patternCost("^a*b*c*$", 10)).toBe(11 ** 3 * 10);
  expect(patternCost("^a*b*c*$", 10_000)).toBeGreaterThan(limits.patternCost);
});
