import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "./json-fault.ts";

test.each([
  ['{ "a": nope }', 7],
  ['{ "a": 1, }', 10],
  ['{ "a" 1 }', 6],
  ["{ a: 1 }", 2],
  ["[1 2]", 3],
  ["[1,]", 3],
  ["[1}", 2],
  ['["a\nb"]', 3],
  ['["\\x"]', 2],
  ["[01]", 2],
  ["[1", 2],
  ['["abc', 5],
  ["", 0],
  ["1 1", 2],
  ["{ // comment\n}", 2],
])("%j breaks off at %d", (text, offset) => {
  expect(findJsonFault(text)).toBe(offset);
});

test("a foreign character after any JSON is found where it stands", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(findJsonFault(`${text}#`)).toBe(text.length);
      expect(findJsonFault(`[${text},#]`)).toBe(text.length + 2);
    }),
  );
});
