import { expect, test } from "vitest";
import { judgePlan } from "./read-plan.ts";

test("a table that is read from end to end is named, however deep in the plan it stands", () => {
  const plan = {
    "Node Type": "Limit",
    "Actual Rows": 100,
    Plans: [
      { "Node Type": "Index Scan", "Relation Name": "output", "Actual Rows": 10, "Actual Loops": 20 },
      { "Node Type": "Seq Scan", "Relation Name": "run", "Actual Rows": 3, "Rows Removed by Filter": 90_000 },
    ],
  };
  expect(judgePlan(plan)).toEqual({ scanned: ["run"], rows: 90_003 });
});

test("reading a small table from end to end is no fault", () => {
  const plan = {
    "Node Type": "Seq Scan",
    "Relation Name": "workflow",
    "Actual Rows": 4,
    "Actual Loops": 100,
  };
  expect(judgePlan(plan)).toEqual({ scanned: [], rows: 400 });
});
