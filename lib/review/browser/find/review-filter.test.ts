import { describe, expect, it } from "vitest";
import { admits, parseReviewFilter, plainFilter, reviewPath, toOutputFilter } from "./review-filter.ts";

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
    expect(filter).toEqual({ ...plainFilter, q: "x" });
    expect(ignored).toEqual(["state=lost", "bogus"]);
    expect(parse("rating=many&since=soon&seed=1e9&size=big&has=wings&width=1..2").ignored).toEqual([
      "rating=many",
      "since=soon",
      "seed=1e9",
      "size=big",
      "has=wings",
    ]);
  });

  it("FIND-2 T-12 says states, params and ranges, there and back", () => {
    const path = "/review?state=approved%2Crejected&rating=4..&since=7d&param.steps=20..30&param.prompt=fox";
    const { filter, ignored } = parse(path.slice(path.indexOf("?")));
    expect(ignored).toEqual([]);
    expect(reviewPath(filter)).toBe(path);
    expect(toOutputFilter(filter)).toMatchObject({ state: "approved,rejected", "param.steps": "20..30" });
  });

  it("lets into a list what has one of its states", () => {
    expect([
      admits("approved,rejected", "rejected"),
      admits("approved", "pending"),
      admits(undefined, "pending"),
    ]).toEqual([true, false, true]);
  });

  it("asks for every state, newest first, when all are wanted", () => {
    const { filter } = parse("state=all");
    expect(toOutputFilter(filter)).toMatchObject({ state: undefined, order: "newest" });
  });
});
