import { expect, test } from "vitest";
import { setApart } from "./set-apart.ts";

test("A11Y-10 words from right to left do not move what stands beside them, and others stay as they are", () => {
  expect(setApart("יד שמאל")).toBe("\u2068יד שמאל\u2069");
  expect(setApart("Logo (شعار)")).toBe("\u2068Logo (شعار)\u2069");
  expect(setApart("Anatomy")).toBe("Anatomy");
  expect(setApart("Œuvre, 構図 7")).toBe("Œuvre, 構図 7");
});
