import fc from "fast-check";
import { expect, test } from "vitest";
import { drawSeed, nextSeed, seedBounds } from "./seed.ts";
import { sample } from "./testing/sample-contract.ts";

const full = { minimum: "0", maximum: "18446744073709551615" };
const random64 = fc.bigInt(0n, 2n ** 64n - 1n);

test("the bounds are the contract's", () => {
  expect(seedBounds(sample().contract)).toEqual(full);
  expect(seedBounds({ ...sample().contract, seedProperty: null })).toBeNull();
});

test("a drawn seed lies within the bounds, and within 2^53-1 where they reach it", () => {
  fc.assert(
    fc.property(random64, random64, random64, (a, b, drawn) => {
      const [minimum, maximum] = a < b ? [a, b] : [b, a];
      const seed = BigInt(drawSeed({ minimum: `${minimum}`, maximum: `${maximum}` }, () => drawn));
      expect(seed >= minimum && seed <= maximum).toBe(true);
      if (minimum <= Number.MAX_SAFE_INTEGER) expect(Number.isSafeInteger(Number(seed))).toBe(true);
    }),
  );
});

test("values past the last whole multiple of the range are drawn again, so that every seed is as likely", () => {
  const drawn = [2n ** 64n - 1n, 4n];
  expect(drawSeed({ minimum: "0", maximum: "9" }, () => drawn.shift() ?? 0n)).toBe("4");
});

test("a seed below zero is drawn only where nothing else is allowed", () => {
  expect(drawSeed({ minimum: "-5", maximum: "0" }, () => 7n)).toBe("0");
  expect(drawSeed({ minimum: "-5", maximum: "-5" }, () => 7n)).toBe("-5");
});

test("the next seed follows and starts again after the last", () => {
  expect(nextSeed("9007199254740992", full)).toBe("9007199254740993");
  expect(nextSeed("18446744073709551615", full)).toBe("0");
  expect(nextSeed("9", { minimum: "3", maximum: "9" })).toBe("3");
});
