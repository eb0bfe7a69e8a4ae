import { expect, it } from "vitest";
import { nextDelayMs } from "./retry-ladder.ts";

it("submits again at once after a restart, later more patiently, and not for ever", () => {
  const delays = [0, 1, 2, 3, 4, 5].map((losses) => nextDelayMs("server_restarted", losses));
  expect(delays[0]).toBe(0);
  expect(delays.at(-1)).toBeNull();
  const given = delays.filter((delay) => delay !== null);
  expect(given).toEqual(given.toSorted((a, b) => a - b));
});

it("tries once more after running out of memory", () => {
  expect(nextDelayMs("out_of_memory", 0)).toBeGreaterThan(0);
  expect(nextDelayMs("out_of_memory", 1)).toBeNull();
});

it("does not give a run up over files that cannot be had for half a minute", () => {
  const delays = [0, 1, 2].map((losses) => nextDelayMs("output_gone", losses) ?? 0);
  expect(delays.reduce((sum, delay) => sum + delay)).toBeGreaterThan(30_000);
});

it("never gives a run up because its server could not be reached", () => {
  expect(nextDelayMs("server_unreachable", 1000)).toBe(5000);
});
