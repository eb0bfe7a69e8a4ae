import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { applyEdit } from "./mutant.ts";
import { mutantList } from "./mutants.ts";

test("there are the twelve that the bar lists, each of its own name", () => {
  expect(new Set(mutantList.map(({ name }) => name)).size).toBe(12);
});

test.each(mutantList.map((mutant) => [mutant.name, mutant] as const))(
  "%s can still be written into the source, and its tests are there",
  async (_name, { edits, caughtBy }) => {
    for (const edit of edits) {
      const text = await readFile(edit.file, "utf8");
      expect(applyEdit(text, edit)).not.toBe(text);
    }
    expect(caughtBy.tests, "words only: they become a pattern").toMatch(/^[\w ,:'-]+$/);
    const tests = await Promise.all(caughtBy.files.map((file) => readFile(file, "utf8")));
    expect(tests.some((text) => text.includes(caughtBy.tests))).toBe(true);
  },
);

test("a text that is gone, or stands there twice, is an error and no mutant", () => {
  const edit = { file: "a.ts", find: "one", replace: "two" };
  expect(applyEdit("just one", edit)).toBe("just two");
  expect(() => applyEdit("nothing", edit)).toThrow("0 times");
  expect(() => applyEdit("one and one", edit)).toThrow("2 times");
});
