import { describe, expect, it } from "vitest";
import { parseReviewFilter, reviewPath, toOutputFilter } from "./review-filter.ts";

const parse = (search: string) => parseReviewFilter(new URLSearchParams(search));

describe("the address of the desk", () => {
  it("is the queue when it says nothing", () => {
    const { filter, ignored } = parse("");
    expect(toOutputFilter(filter)).toMatchObject({ state: "pending", kind: "reviewable", order: "oldest" });
    expect(ignored).toEqual([]);
    expect(reviewPath(filter)).toBe("/review");
  });

  it("FIND-2 says the whole filter, there and back", () => {
    const path = "/review?state=rejected&workflow=sdxl&run=r1&q=red+tram&output=o1";
    const { filter } = parse(path.slice(path.indexOf("?")));
    expect(reviewPath(filter, "o1")).toBe(path);
  });

  it("FIND-3 leaves out what it does not know, and names it", () => {
    const { filter, ignored } = parse("state=lost&bogus=1&q=x");
    expect(filter).toEqual({ state: "pending", workflow: null, run: null, q: "x" });
    expect(ignored).toEqual(["bogus", "state=lost"]);
  });

  it("asks for every state, newest first, when all are wanted", () => {
    const { filter } = parse("state=all");
    expect(toOutputFilter(filter)).toMatchObject({ state: undefined, order: "newest" });
  });
});
