import { describe, expect, test } from "vitest";
import { readSearch } from "./search-text.ts";

describe("what is typed in the search field", () => {
  test.each(["", "   ", "\0"])("%j asks for nothing", (typed) => {
    expect(readSearch(typed)).toBeNull();
  });

  test("FIND-7 an id or a file hash means that one thing, however it was copied", () => {
    const id = "01900000-0000-7000-8000-0000000000aa";
    expect(readSearch(`  ${id.toUpperCase()}\n`)).toEqual({ kind: "id", id });
    expect(readSearch("AB".repeat(32))).toEqual({ kind: "file", sha256: "ab".repeat(32) });
  });

  test("a seed and search operators are taken at their word", () => {
    expect(readSearch("18446744073709551615")).toEqual({ kind: "words", web: "18446744073709551615" });
    for (const web of ['"red fox"', "fox -hound", "fox or hound"]) {
      expect(readSearch(web)).toEqual({ kind: "words", web });
    }
  });

  test("words match from their beginning, and stay words whatever is in them", () => {
    expect(readSearch("light ho")).toEqual({ kind: "beginnings", query: "'light':* & 'ho':*" });
    expect(readSearch("it's a\\b !&|")).toEqual({ kind: "beginnings", query: "'it''s':* & 'a\\\\b':*" });
    expect(readSearch("???")).toEqual({ kind: "beginnings", query: "" });
  });
});
