import { describe, expect, test } from "vitest";
import { readExact, readSearch } from "./search-text.ts";

const query = (typed: string) => {
  const search = readSearch(typed);
  return search?.kind === "words" ? search.query : search;
};

describe("what is typed in the search field", () => {
  test.each(["", "   ", "\0"])("%j asks for nothing", (typed) => {
    expect(readSearch(typed)).toBeNull();
  });

  test("FIND-7 an id or a file hash means that one thing, however it was copied", () => {
    const id = "01900000-0000-7000-8000-0000000000aa";
    expect(readSearch(`  ${id.toUpperCase()}\n`)).toEqual({ kind: "id", id });
    expect(readSearch("AB".repeat(32))).toEqual({ kind: "file", sha256: "ab".repeat(32) });
    expect(readExact(" 18446744073709551615 ")).toEqual({ kind: "seed", text: "18446744073709551615" });
    expect(readExact("fox")).toBeNull();
  });

  test("a seed is taken at its word", () => {
    expect(query("18446744073709551615")).toBe("'18446744073709551615'");
  });

  test("words match from their beginning, and stay words whatever is in them", () => {
    expect(query("light ho")).toBe("('light':*) & ('ho':*)");
    expect(query("it's a\\b !&|")).toBe("('it''s':*) & ('a\\\\b':*)");
    expect(query("???")).toBe("");
    expect(query("- or -")).toBe("");
  });

  test("FIND-1 any of, all, not, exact phrase, together", () => {
    expect(query("red fox or hound")).toBe("('red':*) & ('fox':*) | ('hound':*)");
    expect(query("fox -snow")).toBe("('fox':*) & !('snow':*)");
    expect(query('"red fox" OR -"deep snow"')).toBe("('red' <-> 'fox') | !('deep' <-> 'snow')");
    expect(query('"an open quote')).toBe("('an' <-> 'open' <-> 'quote')");
  });
});
