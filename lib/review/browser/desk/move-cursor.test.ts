import { describe, expect, it } from "vitest";
import { emptyDesk, reduceDesk } from "./desk.ts";
import { isAnyUndecided, nextUndecided, stepBy } from "./move-cursor.ts";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

/** Seven outputs, of which those at `undecided` are. */
function deskOf(undecided: number[], { count = 7, isWhole = true } = {}) {
  const items = Array.from({ length: count }, (_, at) => {
    const output = sampleOutput(`o${at}`);
    return undecided.includes(at) ? output : decided(output);
  });
  return reduceDesk(emptyDesk, { type: "page-read", items, isWhole });
}

describe("next undecided", () => {
  it("SES-3 passes over decided ones", () => {
    expect(nextUndecided(deskOf([0, 4]), 1)).toEqual({ at: 4 });
  });
  it("SES-3 goes round once", () => {
    expect(nextUndecided(deskOf([0, 2]), 5)).toEqual({ at: 0 });
  });
  it("is never the one it starts from", () => {
    expect(nextUndecided(deskOf([2]), 2)).toBeNull();
  });
  it("goes backwards, round the start", () => {
    expect(nextUndecided(deskOf([0, 5]), 2, -1)).toEqual({ at: 0 });
    expect(nextUndecided(deskOf([5]), 0, -1)).toEqual({ at: 5 });
  });
  it("begins at the start when there is no cursor, and finds nothing in nothing", () => {
    expect(nextUndecided(deskOf([0]), -1)).toEqual({ at: 0 });
    expect(nextUndecided(deskOf([], { count: 0 }), -1)).toBeNull();
  });
  it("SES-7 SES-15 passes over what was skipped, or is open elsewhere, while anything else is left", () => {
    const some = deskOf([1, 2, 3, 4]);
    const skipped = reduceDesk(some, { type: "skipped", id: "o2", isSkipped: true });
    const claims = new Map([["o3", { id: "mara", name: "Mara" }]]);
    const desk = reduceDesk(skipped, { type: "claims-read", claims });
    expect(nextUndecided(desk, 1)).toEqual({ at: 4 });
    expect(nextUndecided(desk, 4)).toEqual({ at: 1 });
    const rest = ["o1", "o4"].reduce(
      (now, id) => reduceDesk(now, { type: "row-read", row: decided(sampleOutput(id)) }),
      desk,
    );
    expect(nextUndecided(rest, 4)).toEqual({ at: 2 });
    expect(nextUndecided(rest, 2)).toEqual({ at: 3 });
  });
  it("stops where a list goes on, before it goes round", () => {
    expect(nextUndecided(deskOf([0], { isWhole: false }), 3)).toEqual({ unread: 7 });
  });
  it("stops at the first place that was not read", () => {
    const items = [decided(sampleOutput("o0")), decided(sampleOutput("o1"))];
    const desk = reduceDesk(emptyDesk, { type: "slice-read", from: 0, items, total: 9 });
    expect(nextUndecided(desk, 0)).toEqual({ unread: 2 });
    expect(nextUndecided(desk, 0, -1)).toEqual({ unread: 8 });
    expect(isAnyUndecided(desk)).toBeUndefined();
  });
});

describe("whether anything is left", () => {
  it("is told from the rows once all of them are read", () => {
    expect(isAnyUndecided(deskOf([3]))).toBe(true);
    expect(isAnyUndecided(deskOf([]))).toBe(false);
    expect(isAnyUndecided(deskOf([], { isWhole: false }))).toBeUndefined();
  });
});

describe("stepping", () => {
  it("stops at both ends", () => {
    expect(stepBy(7, 0, -1)).toBe(0);
    expect(stepBy(7, 6, 1)).toBe(6);
    expect(stepBy(7, 2, 2)).toBe(4);
    expect(stepBy(7, -1, 1)).toBe(0);
    expect(stepBy(0, -1, 1)).toBeNull();
  });
});
