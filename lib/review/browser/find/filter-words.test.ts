import { describe, expect, it } from "vitest";
import { chipsOf, describeFilter } from "./filter-words.ts";
import { parseReviewFilter, plainFilter, reviewPath } from "./review-filter.ts";

const read = (search: string) => parseReviewFilter(new URLSearchParams(search)).filter;

describe("FIND-4 a filter in words", () => {
  it("has a chip for every part, and each takes only itself away", () => {
    const filter = read("state=approved,rejected&rating=4..&q=fox&param.steps=30&param.cfg=7..");
    const chips = chipsOf(filter);
    expect(chips.map(({ title, value }) => `${title}: ${value}`)).toEqual([
      "State: Approved, Rejected",
      "Stars: 4 or more",
      "Words: “fox”",
      "steps: = 30",
      "cfg: 7 or more",
    ]);
    expect(chips.map(({ without }) => chipsOf(without).length)).toEqual([4, 4, 4, 4, 4]);
    expect(reviewPath(chips[4]?.without ?? plainFilter)).not.toContain("cfg");
    expect(chipsOf(plainFilter)).toEqual([]);
  });

  it("says the whole of it in a sentence, with names for ids", () => {
    const filter = read("state=all&reason=r1,r2&since=7d&depth=0&size=1024x768&width=..512");
    const names = (_field: string, id: string) => ({ r1: "Anatomy", r2: "Off brief" })[id];
    expect(describeFilter(filter, names)).toBe(
      "All states, reason Anatomy or Off brief, size 1024 × 768, width up to 512 px, re-seeds none, made in the last 7 days",
    );
    expect(describeFilter(plainFilter)).toBe("Undecided");
  });
});
