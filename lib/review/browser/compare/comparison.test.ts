import { describe, expect, it } from "vitest";
import {
  compareModes,
  fitIntoBox,
  isTargetHidden,
  pinInTwos,
  reduceComparison,
  type CompareAction,
  type Comparison,
} from "./comparison.ts";

function after(...actions: CompareAction[]): Comparison {
  const begun: CompareAction = { type: "began", pins: ["a"], mode: "side" };
  const comparison = [begun, ...actions].reduce<Comparison | null>(reduceComparison, null);
  if (comparison === null) throw new Error("The comparison ended.");
  return comparison;
}

describe("comparing", () => {
  it("CMP-2 goes round through all modes, and keeps the rest as it is", () => {
    const cycled = compareModes.map((_, count) =>
      after(...Array.from({ length: count }, (): CompareAction => ({ type: "mode-cycled" }))),
    );
    expect(cycled.map(({ mode }) => mode)).toEqual(compareModes);
    expect(after(...compareModes.map((): CompareAction => ({ type: "mode-cycled" })))).toEqual(after());
  });

  it("CMP-2 takes up to four, side by side", () => {
    const four = after(
      { type: "mode-chosen", mode: "flip" },
      { type: "pinned", id: "b" },
      { type: "pinned", id: "c" },
      { type: "pinned", id: "d" },
    );
    expect(four).toMatchObject({ pins: ["a", "b", "c"], mode: "side" });
    expect(reduceComparison(four, { type: "unpinned", id: "b" })?.pins).toEqual(["a", "c"]);
  });

  it("ends with its last pin", () => {
    expect(reduceComparison(after(), { type: "unpinned", id: "a" })).toBeNull();
  });

  it("CMP-3 flips from any mode, the pinned one first", () => {
    expect(after({ type: "flipped" })).toMatchObject({ mode: "flip", isPinShowing: true });
    expect(after({ type: "flipped" }, { type: "flipped" }).isPinShowing).toBe(false);
  });

  it("CMP-5 swaps the side that verdicts hit, the candidate first, and compares twos with it", () => {
    expect(after().target).toBeNull();
    expect(after({ type: "target-swapped" }).target).toBe("a");
    expect(after({ type: "target-swapped" }, { type: "target-swapped" }).target).toBeNull();
    const second = after({ type: "pinned", id: "b" }, { type: "target-chosen", target: "b" });
    expect(pinInTwos(second)).toBe("b");
  });

  it("knows when a verdict would hit what is not showing", () => {
    expect(isTargetHidden(after())).toBe(false);
    expect(isTargetHidden(after({ type: "flipped" }))).toBe(true);
    expect(isTargetHidden(after({ type: "flipped" }, { type: "target-swapped" }))).toBe(false);
  });

  it("CMP-7 fits a picture of another size into the pinned one's box", () => {
    expect(fitIntoBox({ width: 512, height: 512 }, { width: 1024, height: 1024 }).scaling).toBe(2);
    expect(fitIntoBox({ width: 896, height: 1152 }, { width: 1024, height: 1024 })).toMatchObject({
      height: 1024,
    });
  });

  it("CMP-9 holds the slider between its ends", () => {
    expect(after({ type: "split", share: 1.4 }).split).toBe(1);
    expect(after({ type: "split", share: -3 }).split).toBe(0);
  });
});
