import { expect, test } from "vitest";
import { createScrollPace } from "./scroll-pace.ts";

/** Moves by so many pixels in every frame of 16 ms; answers which moves flew past. */
function scroll(pixels: number, frames = 5): boolean[] {
  const pace = createScrollPace();
  return Array.from({ length: frames }, (_, frame) => pace(frame * pixels, frame * 16));
}

test("a wheel that is turned slowly shows every picture", () => {
  expect(scroll(20)).toEqual([false, false, false, false, false]);
});

test("what flies past is not asked for, but for its first move", () => {
  expect(scroll(400)).toEqual([false, true, true, true, true]);
  expect(scroll(-400)).toEqual([false, true, true, true, true]);
});

test("a jump after a rest is looked at, wherever it leads", () => {
  const pace = createScrollPace();
  pace(0, 0);
  expect(pace(1_000_000, 1000)).toBe(false);
  expect(pace(1_000_020, 1016)).toBe(false);
});
