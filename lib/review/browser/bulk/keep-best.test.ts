import { expect, it } from "vitest";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { describeKeepBest, planKeepBest } from "./keep-best.ts";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

function setUp() {
  const desk = createDeskStore();
  const items = [
    sampleOutput("o0"),
    sampleOutput("o1"),
    decided(sampleOutput("o2"), { verdict: "rejected" }),
    sampleOutput("o3"),
    sampleOutput("o4", { seed: "7" }),
  ];
  desk.dispatch({ type: "page-read", items, isWhole: true });
  return { desk, loader: { reach: async () => undefined } };
}
const reasons = [
  { id: "r1", digit: 1, label: "Anatomy" },
  { id: "r8", digit: 8, label: "Too similar" },
];

it("approves the one that is kept, rejects the undecided others as duplicates of it, and leaves the decided", async () => {
  const plan = await planKeepBest(setUp(), [1, 4], "o4", reasons);
  const reject = { verdict: "rejected", reason: "r8", note: "Duplicate of 7" };
  expect(plan.asks).toEqual([
    { id: "o1", ruling: reject },
    { id: "o3", ruling: reject },
    { id: "o4", ruling: { verdict: "approved" } },
  ]);
  expect(describeKeepBest(plan)).toBe(
    "Approve 7 and reject 2 others as “Too similar”. 1 is decided already and stays as it is.",
  );
});

it("takes the project's own word for a duplicate, and a note where it has none", async () => {
  const own = [...reasons, { id: "r9", digit: 9, label: "Duplicate" }];
  expect((await planKeepBest(setUp(), [0, 2], "o0", own)).asks[1]?.ruling.reason).toBe("r9");
  const plan = await planKeepBest(setUp(), [0, 2], "o0", []);
  expect(plan.asks[1]?.ruling).toEqual({ verdict: "rejected", note: "Duplicate of …551615" });
  expect(describeKeepBest(plan)).toBe("Approve …551615 and reject 1 other as duplicates.");
});

it("may keep one that is approved already, and only rejects the others then", async () => {
  const parts = setUp();
  parts.desk.dispatch({ type: "row-read", row: decided(sampleOutput("o0")) });
  const plan = await planKeepBest(parts, [0, 2], "o0", reasons);
  expect(describeKeepBest(plan)).toBe(
    "Reject 1 other as “Too similar”. 1 is decided already and stays as it is.",
  );
});
