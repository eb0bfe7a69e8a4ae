import { expect, it } from "vitest";
import { planReseedMany } from "./plan-reseed-many.ts";

const able = (id: string, medianMs: number | null = 2000) => ({
  id,
  refusal: null,
  medianMs,
  measuredRuns: 5,
});
const taken = (id: string) => ({ id, refusal: "Re-seeded already.", medianMs: 2000, measuredRuns: 5 });

it("BULK-5 writes the multiplication out, adds the time up and says once why some are left out", () => {
  expect(planReseedMany([able("a"), able("b", 4000), taken("c"), taken("d")], "3")).toEqual({
    eligible: ["a", "b"],
    count: 3,
    runs: 6,
    sum: "2 pictures × 3 seeds = 6 runs",
    time: "About 18 s, one after another, by the median of the last 20 runs of each version.",
    refusals: [{ message: "Re-seeded already.", count: 2 }],
    problem: undefined,
  });
});

it("says unknown where a workflow was never measured, and what is too many", () => {
  expect(planReseedMany([able("a"), able("b", null)], "1").time).toContain("unknown");
  expect(planReseedMany([able("a"), able("b")], "51").problem).toContain("102 runs");
  for (const text of ["", "0", "-1", "1.5"]) expect(planReseedMany([able("a")], text).problem).toBeDefined();
});
