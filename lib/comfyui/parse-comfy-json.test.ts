import { expect, it } from "vitest";
import { parseComfyJson } from "./parse-comfy-json.ts";

it("T-42 takes bare NaN and Infinity for null and leaves strings alone", () => {
  expect(
    parseComfyJson('{"a": NaN, "b": [Infinity, -Infinity], "c": "NaN, \\"Infinity\\"", "NaN": 1}'),
  ).toEqual({
    a: null,
    b: [null, null],
    c: 'NaN, "Infinity"',
    NaN: 1,
  });
});

it("T-40 T-42 keeps 64-bit integers exact, beside NaN too", () => {
  expect(parseComfyJson("[18446744073709551615, NaN]")).toEqual([18446744073709551615n, null]);
});

it("refuses what is not JSON", () => {
  expect(() => parseComfyJson("500 Internal Server Error")).toThrow(SyntaxError);
  expect(() => parseComfyJson('{"a": NaNny}')).toThrow(SyntaxError);
});
