import { describe, expect, it } from "vitest";
import { markWords } from "./mark-words.ts";

describe("what one text says and the other does not", () => {
  it("CMP-6 is marked word by word", () => {
    expect(markWords("a red mug on linen", "a blue mug on linen")).toEqual([
      { text: "a ", isOwn: false },
      { text: "red ", isOwn: true },
      { text: "mug on linen", isOwn: false },
    ]);
  });
  it("leaves equal texts alone, and puts together what it took apart", () => {
    expect(markWords("a mug", "a mug")).toEqual([{ text: "a mug", isOwn: false }]);
    const text = "  soft light,\n linen ";
    expect(
      markWords(text, "hard light")
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
  it("does not compare a book word by word", () => {
    const book = "word ".repeat(2000);
    expect(markWords(book, "word")).toHaveLength(1);
  });
});
