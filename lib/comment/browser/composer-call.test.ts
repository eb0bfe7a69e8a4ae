import { expect, it, vi } from "vitest";
import { callComposer, isComposerCalled, subscribeCalls, takeCall } from "./composer-call.ts";

it("KEY-4 from the call for the field until it answers, what is typed belongs to it; but not for ever", () => {
  expect(isComposerCalled(0)).toBe(false);
  callComposer(100);
  expect(isComposerCalled(1500)).toBe(true);
  expect(takeCall(1600)).toBe(true);
  expect([isComposerCalled(1700), takeCall(1700)]).toEqual([false, false]);
  callComposer(2000);
  expect(isComposerCalled(7000)).toBe(false);
  expect(takeCall(7000)).toBe(false);
});

it("calls a field that is on screen at once", () => {
  const answer = vi.fn<() => void>();
  const end = subscribeCalls(answer);
  callComposer(0);
  end();
  callComposer(0);
  expect(answer).toHaveBeenCalledTimes(1);
  takeCall(0);
});
