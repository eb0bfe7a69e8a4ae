import { describe, expect, it } from "vitest";
import { emptyDesk, reduceDesk } from "#lib/review/browser/desk/desk";
import type { DeskAction } from "#lib/review/browser/desk/desk-action";
import { describeEligibility, describeScope, sortSelection } from "./eligibility.ts";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

const me = { kind: "person", id: "me" };
const strict = { reason: "required", separatesDuties: true, reviewers: 1, isBlind: false } as const;
const items = [
  sampleOutput("o1"),
  decided(sampleOutput("o2")),
  sampleOutput("o3", { policy: strict, submittedBy: { kind: "person", id: "me", name: "Me" } }),
  sampleOutput("o4", { sha256: null, quarantine: "damaged" }),
  sampleOutput("o5"),
];

function deskOf(...actions: DeskAction[]) {
  const read: DeskAction = { type: "page-read", items, isWhole: true };
  const all: DeskAction = { type: "selection-made", ids: items.map(({ id }) => id) };
  return [read, all, ...actions].reduce(reduceDesk, emptyDesk);
}

describe("BULK-2 what a verdict on many would do", () => {
  it("is told for each before it is given", () => {
    const desk = deskOf({ type: "write-began", id: "o5", write: "rejected" });
    const sorted = sortSelection(desk, { verdict: "approved" }, me);
    expect(Object.fromEntries(sorted)).toEqual({
      ready: ["o1"],
      decided: ["o2"],
      own: ["o3"],
      "set-aside": ["o4"],
      saving: ["o5"],
    });
    expect(describeEligibility(sorted, "approved")).toBe(
      "1 can be approved, 1 already decided, 1 is your own, 1 set aside, 1 being saved",
    );
  });
  it("says who needs a reason, and is content with one", () => {
    const desk = deskOf();
    expect(describeEligibility(sortSelection(desk, { verdict: "rejected" }, me), "rejected")).toBe(
      "3 can be rejected, 1 already decided, 1 needs a reason",
    );
    const sorted = sortSelection(desk, { verdict: "rejected", reason: "r1" }, me);
    expect(sorted.get("ready")).toEqual(["o1", "o3", "o4", "o5"]);
  });
  it("says nothing where all of them can", () => {
    const desk = deskOf({ type: "selection-made", ids: ["o1", "o5"] });
    expect(describeEligibility(sortSelection(desk, { verdict: "approved" }, me), "approved")).toBe("");
  });
});

it("BULK-1 states the scope in words", () => {
  expect(describeScope(deskOf({ type: "selection-made", ids: ["o1", "o2"] }))).toBe("2 selected");
  expect(describeScope(deskOf())).toBe("all 5 matching, 5 loaded");
});
