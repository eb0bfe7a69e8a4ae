import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setConnection } from "./connection.ts";
import { readWhileAway } from "./read-while-away.ts";

beforeEach(() => {
  vi.useFakeTimers();
  setConnection("live");
});
afterEach(() => void vi.useRealTimers());

it("RUN-11 the page reads by itself while the stream is away, and no longer once it is back", () => {
  const read = vi.fn<() => void>();
  const stop = readWhileAway(read);
  vi.advanceTimersByTime(60_000);
  expect(read, "a stream that lives needs no polling").not.toHaveBeenCalled();
  setConnection("reconnecting");
  setConnection("polling");
  vi.advanceTimersByTime(15_000);
  expect(read).toHaveBeenCalledTimes(3);
  setConnection("live");
  vi.advanceTimersByTime(60_000);
  expect(read).toHaveBeenCalledTimes(3);
  setConnection("polling");
  stop();
  vi.advanceTimersByTime(60_000);
  expect(read).toHaveBeenCalledTimes(3);
});
