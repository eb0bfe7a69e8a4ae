import { describe, expect, it } from "vitest";
import { pinAndCompare, stepCandidate } from "./begin-compare.ts";
import { createCompareStore } from "./compare-store.ts";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

function setUp(count: number, cursor = "o1") {
  const desk = createDeskStore();
  const items = Array.from({ length: count }, (_, index) => sampleOutput(`o${index + 1}`));
  desk.dispatch({ type: "page-read", items, isWhole: true });
  desk.dispatch({ type: "moved", to: cursor });
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const compare = createCompareStore(desk, storage);
  const loader = {
    goTo: (position: number) => desk.dispatch({ type: "moved-to", position }),
  };
  const parts = { desk, compare, loader };
  return { ...parts, parts, storage, at: () => ({ pins: compare.read()?.pins, cursor: desk.read().cursor }) };
}

describe("choosing what to compare", () => {
  it("CMP-1 pins the current picture and takes the next as the candidate", () => {
    const { parts, at } = setUp(3);
    expect(pinAndCompare(parts)).toBeUndefined();
    expect(at()).toEqual({ pins: ["o1"], cursor: "o2" });
  });

  it("takes the one before at the end of the list, and says so when there is no other", () => {
    const { parts, at } = setUp(2, "o2");
    pinAndCompare(parts);
    expect(at()).toEqual({ pins: ["o2"], cursor: "o1" });
    expect(pinAndCompare(setUp(1).parts)).toMatch(/no other picture/);
  });

  it("compares what is selected where that is two to four", () => {
    const { parts, desk, at } = setUp(6, "o4");
    for (const id of ["o2", "o4", "o6"]) desk.dispatch({ type: "selected", id });
    pinAndCompare(parts);
    expect(at()).toEqual({ pins: ["o2", "o6"], cursor: "o4" });
  });

  it("CMP-2 takes one more while comparing, up to four", () => {
    const { parts, at } = setUp(6);
    for (let times = 0; times < 3; times += 1) expect(pinAndCompare(parts)).toBeUndefined();
    expect(at()).toEqual({ pins: ["o1", "o2", "o3"], cursor: "o4" });
    expect(pinAndCompare(parts)).toMatch(/Four pictures are the most/);
  });
});

describe("the candidate", () => {
  it("CMP-1 moves over the pinned ones, and stays where the list ends behind them", () => {
    const { parts, desk, at } = setUp(4, "o2");
    pinAndCompare(parts);
    stepCandidate(parts, -1);
    expect(at().cursor).toBe("o1");
    desk.dispatch({ type: "moved", to: "o3" });
    stepCandidate(parts, 1);
    expect(at().cursor).toBe("o4");
  });

  it("stays when only a pinned one lies ahead", async () => {
    const { parts, compare, at } = setUp(2, "o2");
    pinAndCompare(parts);
    stepCandidate(parts, 1);
    await Promise.resolve();
    expect(at()).toEqual({ pins: ["o2"], cursor: "o1" });
    expect(compare.read()?.target).toBeNull();
  });

  it("stays when a pinned one is pointed at or undone: that one takes the outline", () => {
    const { parts, desk, compare, at } = setUp(4);
    pinAndCompare(parts);
    desk.dispatch({ type: "moved", to: "o1" });
    expect(at()).toEqual({ pins: ["o1"], cursor: "o2" });
    expect(compare.read()?.target).toBe("o1");
  });
});

it("CMP-2 the mode is remembered", () => {
  const { parts, compare, desk, storage } = setUp(4);
  pinAndCompare(parts);
  compare.dispatch({ type: "mode-cycled" });
  compare.dispatch({ type: "ended" });
  const next = createCompareStore(desk, storage);
  next.begin(["o1"]);
  expect(next.read()?.mode).toBe("slider");
});
