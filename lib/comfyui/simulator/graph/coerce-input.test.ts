import { describe, expect, test } from "vitest";
import { flag, float, int, seed, text } from "#lib/comfyui/simulator/nodes/input-spec";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { PythonFloat, writePythonJson } from "#lib/comfyui/simulator/python-json";
import { coerceInput } from "./coerce-input.ts";

function asJson(value: PyJson): string {
  return writePythonJson(value);
}

describe("literals become what Python makes of them", () => {
  test.each<[string, PyJson, string]>([
    ["a float is cut", new PythonFloat(3.9), "3"],
    ["text with digits", " 12 ", "12"],
    ["true", true, "1"],
    ["a seed of 64 bits", 18446744073709551615n, "18446744073709551615"],
    ["the same seed as text", "18446744073709551615", "18446744073709551615"],
  ])("INT: %s", (_name, value, result) => {
    expect(asJson(coerceInput(seed(), value))).toBe(result);
  });

  test("FLOAT keeps its point, STRING takes anything, BOOLEAN asks for truth", () => {
    expect(asJson(coerceInput(float(0, 100, 8), 7))).toBe("7.0");
    expect(coerceInput(text(), null)).toBe("None");
    expect(coerceInput(text(), [1, "a"])).toBe("[1, 'a']");
    expect(coerceInput(flag(false), "false")).toBe(true);
    expect(coerceInput(flag(true), 0)).toBe(false);
  });

  test.each<[PyJson, string]>([
    ["abc", "invalid literal for int() with base 10: 'abc'"],
    ["3.0", "invalid literal for int() with base 10: '3.0'"],
    [null, "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"],
    [new PythonFloat(NaN), "cannot convert float NaN to integer"],
  ])("INT refuses %s", (value, message) => {
    expect(() => coerceInput(int(0, 9, 0), value)).toThrow(message);
  });
});
