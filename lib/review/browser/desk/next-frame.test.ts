import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterNextPaint } from "./next-frame.ts";

let frames: (() => void)[] = [];
const drawFrame = () => frames.splice(0).forEach((frame) => frame());

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a task waits for the frame at hand to be painted, and makes no frame longer", () => {
  const task = vi.fn();
  afterNextPaint(task);
  drawFrame();
  vi.advanceTimersByTime(5);
  expect(task).not.toHaveBeenCalled();
  drawFrame();
  expect(task).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5);
  expect(task).toHaveBeenCalledOnce();
});

test("in a page that is not painted it comes all the same, and once", () => {
  const task = vi.fn();
  afterNextPaint(task);
  vi.advanceTimersByTime(150);
  expect(task).toHaveBeenCalledOnce();
  drawFrame();
  drawFrame();
  vi.advanceTimersByTime(150);
  expect(task).toHaveBeenCalledOnce();
});
