import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, quotaOf, whyNotSoMany } from "./quota-day.ts";

const moments = fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true });

test("every moment lies in its day, which begins and ends at midnight UTC", () => {
  fc.assert(
    fc.property(moments, (now) => {
      const { from, to } = dayOf(now);
      expect(from.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(to.getTime()).toBeGreaterThan(now.getTime());
      expect([from, to].map((edge) => edge.toISOString().slice(10))).toEqual(Array(2).fill("T00:00:00.000Z"));
    }),
  );
});

test("a quota that was lowered below what is used leaves nothing, not less than nothing", () => {
  const now = new Date("2026-11-28T09:30:00Z");
  expect(quotaOf(10, 12, now)).toEqual({
    dailyRuns: 10,
    usedRuns: 12,
    leftRuns: 0,
    resetsAt: "2026-11-29T00:00:00.000Z",
  });
  expect(quotaOf(null, 12, now).leftRuns).toBeNull();
});

test("EMP-7 a refusal says the limit, what is used and left, what was asked for and when it starts anew", () => {
  const now = new Date("2026-11-28T09:30:00Z");
  const words = (used: number, count: number) => whyNotSoMany(quotaOf(1200, used, now), count, now.getTime());
  expect(words(1197, 3)).toBeUndefined();
  expect(words(1200, 1)).toBe(
    "Today's quota is used up: 1,200 of 1,200 runs. It starts anew at midnight UTC, in 14 hours.",
  );
  expect(words(1197, 8)).toBe(
    "Today 1,197 of 1,200 runs are used: 3 are left, and this would be 8. Ask for fewer; the quota starts anew at midnight UTC, in 14 hours.",
  );
  expect(words(1199, 8)).toMatch(/: 1 is left/);
  expect(whyNotSoMany(quotaOf(null, 5000, now), 5000, now.getTime())).toBeUndefined();
});
