import { expect, test } from "vitest";
import { parsePythonJson, writePythonJson } from "./python-json.ts";
import { pythonRepr } from "./python-text.ts";

test.each([
  '{"seed": 18446744073709551615, "cfg": 7.0, "half": 0.5, "slot": 0}',
  '{"nan": NaN, "inf": -Infinity, "text": "NaN stays text"}',
  '["\\u65e5\\u672c", "\\ud83d\\ude00", "a\\"b\\\\c\\n"]',
  "[1e+20, 1e-07, 1.5e+300]",
  "[[], {}, null, true, false, -3]",
])("%s is written as it was read", (text) => {
  expect(writePythonJson(parsePythonJson(text))).toBe(text);
});

test("what is not JSON is refused", () => {
  expect(() => parsePythonJson("{nope")).toThrow(SyntaxError);
  expect(() => parsePythonJson("")).toThrow(SyntaxError);
});

test("values are shown as Python shows them", () => {
  const value = parsePythonJson('[1, 2.0, "a\'b", null, true, {"k": [NaN]}, "x\\u0000y"]');
  expect(pythonRepr(value)).toBe(`[1, 2.0, "a'b", None, True, {'k': [nan]}, 'x\\x00y']`);
});

test("long texts and many escapes are no trouble", () => {
  const value = { long: "x".repeat(5_000_000), escaped: '\\"'.repeat(200_000) };
  expect(parsePythonJson(JSON.stringify(value))).toEqual(value);
});
