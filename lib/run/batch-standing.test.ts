import { expect, test } from "vitest";
import { batchStanding, countOf, runCount } from "./batch-standing.ts";

const none = { queued: 0, running: 0, stopping: 0, succeeded: 0, failed: 0, canceled: 0 };
const batch = { id: "b", project: "default", workflow: "card", workflowTitle: "Card", ...none };

test("a batch says what there is of it, each run once", () => {
  const mixed = { ...batch, queued: 1200, running: 3, stopping: 2, failed: 1 };
  expect(countOf(mixed)).toBe(1204);
  expect(batchStanding(mixed)).toBe("1,200 not started, 1 running, 2 being stopped, 1 failed");
  expect(batchStanding({ ...batch, succeeded: 8 })).toBe("8 succeeded");
  expect([1, 8].map(runCount)).toEqual(["1 run", "8 runs"]);
});
