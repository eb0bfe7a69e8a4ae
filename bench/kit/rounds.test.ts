import { expect, test } from "vitest";
import { alternate, ratiosOf, tellRatios } from "./rounds.ts";
import { percentile } from "./stats.ts";

test("the sides alternate ABBA, then BAAB, so that a drift of the machine favours neither", async () => {
  const order: string[] = [];
  await alternate(2, async (side) => {
    order.push(side === "ours" ? "A" : "B");
    return [1];
  });
  expect(order.join("")).toBe("ABBABAAB");
});

test("the median of the rounds' ratios is what counts, and every round is told", async () => {
  const byRound = [10, 20, 30, 40, 1000];
  const samples = await alternate(5, async (side, round) => [side === "ours" ? (byRound[round] ?? 0) : 10]);
  const ratios = ratiosOf(samples, (all) => percentile(all, 95));
  expect(ratios.median).toBe(3);
  expect(tellRatios(ratios)).toBe("3.00 × (1.00 2.00 3.00 4.00 100.00)");
});
