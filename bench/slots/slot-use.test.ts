import { expect, test } from "vitest";
import { slotUse } from "./slot-use.ts";

const prompt = (arrivedAt: number, startedAt: number, endedAt: number) => ({ arrivedAt, startedAt, endedAt });

test("slots that never wait are in full use; each gap between two prompts costs its share", () => {
  const twoBusySlots = [prompt(0, 0, 200), prompt(0, 0, 200), prompt(200, 200, 400), prompt(200, 200, 400)];
  expect(slotUse(twoBusySlots, 2)).toBe(1);
  expect(slotUse([prompt(0, 0, 200), prompt(250, 250, 450)], 1)).toBeCloseTo(400 / 450);
});

test("a slot that stands idle while the other one works counts as unused", () => {
  expect(slotUse([prompt(0, 0, 200), prompt(200, 200, 400)], 2)).toBe(0.5);
});
