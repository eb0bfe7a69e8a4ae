import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberText, readNumberText, readWholeText } from "./number-text.ts";

const decimal = { isInteger: false, unit: "" };
const whole = { isInteger: true, unit: "" };

describe("FORM-3 a number is read from the text as it was typed", () => {
  test.each([
    ["3.07", 3.07],
    ["3.", 3],
    [".5", 0.5],
    ["1e3", 1000],
    ["7,5", 7.5],
    ["0.10", 0.1],
    ["-0", 0],
    ["+4", 4],
    ["−2", -2],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["1 000", 1000],
    ["1 234,5", 1234.5],
    ["  8 ", 8],
  ])("%s is %d", (text, value) => {
    expect(readNumberText(text, decimal)).toEqual({ kind: "number", value });
  });

  test.each(["-", ".", "abc", "1e", "1,2,3", "0x10", "Infinity", "NaN", "1e999", "--1", "1-2"])(
    "%s is no number",
    (text) => {
      expect(readNumberText(text, decimal)).toEqual({ kind: "unreadable" });
    },
  );

  test("nothing typed is empty, not zero", () => {
    expect(readNumberText("  ", decimal)).toEqual({ kind: "empty" });
    expect(readNumberText("0", decimal)).toEqual({ kind: "number", value: 0 });
  });

  test("a comma groups thousands of a whole number", () => {
    expect(readNumberText("1,024", whole)).toEqual({ kind: "number", value: 1024 });
    expect(readNumberText("1,024", decimal)).toEqual({ kind: "number", value: 1.024 });
  });

  test("a pasted unit is understood", () => {
    expect(readNumberText("1024 px", { isInteger: true, unit: "px" })).toEqual({
      kind: "number",
      value: 1024,
    });
    expect(readNumberText("px", { isInteger: true, unit: "px" })).toEqual({ kind: "empty" });
    expect(readNumberText("1024 em", { isInteger: true, unit: "px" })).toEqual({ kind: "unreadable" });
  });

  test("T-43 every number shown is read back as itself", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const reading = readNumberText(numberText(value), decimal);
        expect(reading).toEqual({ kind: "number", value: value === 0 ? 0 : value });
      }),
    );
  });

  test("small numbers are written out", () => {
    expect(numberText(0.0000001)).toBe("0.0000001");
    expect(numberText(1024)).toBe("1024");
  });
});

describe("T-40 whole numbers beyond 2^53 keep their digits", () => {
  test.each([
    ["18446744073709551615", "18446744073709551615"],
    ["9007199254740993", "9007199254740993"],
    ["18 446 744 073 709 551 615", "18446744073709551615"],
    ["007", "7"],
    ["0", "0"],
    ["", ""],
  ])("%s", (text, digits) => {
    expect(readWholeText(text)).toBe(digits);
  });

  test.each(["1.5", "1e3", "abc", "-", "1".repeat(65)])("%s is refused", (text) => {
    expect(readWholeText(text)).toBeNull();
  });
});
