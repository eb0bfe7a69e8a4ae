import { expect, test } from "vitest";
import { formatPosition, isAfter, parsePosition } from "./position.ts";

test("a position comes back from its text, digit for digit", () => {
  const position = { xid: 9_223_372_036_854_775_807n, id: 9_007_199_254_740_993n };
  expect(parsePosition(formatPosition(position))).toEqual(position);
});

test.each([
  "",
  "12",
  "12-",
  "-12",
  "1-2-3",
  "a-b",
  "1-2 ",
  "99999999999999999999-1",
  "9223372036854775808-1",
])("%j is no position", (text) => expect(parsePosition(text)).toBeNull());

test("the transaction decides the order, then the id", () => {
  expect(isAfter({ xid: 2n, id: 1n }, { xid: 1n, id: 9n })).toBe(true);
  expect(isAfter({ xid: 1n, id: 2n }, { xid: 1n, id: 1n })).toBe(true);
  expect(isAfter({ xid: 1n, id: 1n }, { xid: 1n, id: 1n })).toBe(false);
  expect(isAfter({ xid: 1n, id: 9n }, { xid: 2n, id: 1n })).toBe(false);
});
