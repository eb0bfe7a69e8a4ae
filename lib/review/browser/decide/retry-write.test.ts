import { expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api-problem";
import { sendPatiently } from "./retry-write.ts";

const offline = () => new ApiProblem({ code: "offline", message: "No network.", retryable: true });

/** Fails so often, then answers; notes what was told and how long was waited, in order. */
function sending(failures: number) {
  const seen: string[] = [];
  const answer = sendPatiently(
    async () => {
      if (failures-- > 0) throw offline();
      return "answered";
    },
    {
      wait: async (ms) => void seen.push(`waited ${ms}`),
      untilOnline: async () => void seen.push("network"),
      held: (isHeldUp) => void seen.push(isHeldUp ? "held" : "goes on"),
    },
  );
  return { answer, seen };
}

it("MOB-4 a write that finds no network says so within half a second, and until it was answered", async () => {
  const { answer, seen } = sending(5);
  await expect(answer).resolves.toBe("answered");
  expect(seen).toEqual([
    "waited 400",
    "held",
    "waited 1200",
    "waited 3000",
    "network",
    "waited 400",
    "goes on",
  ]);
});

it("a hiccup that mends itself is nobody's business", async () => {
  const { answer, seen } = sending(1);
  await expect(answer).resolves.toBe("answered");
  expect(seen).toEqual(["waited 400"]);
});

it("MOB-4 a write that a network swallows without a word is told of after four seconds", async () => {
  vi.useFakeTimers();
  try {
    const told: boolean[] = [];
    const answered = Promise.withResolvers<string>();
    const answer = sendPatiently(() => answered.promise, {
      wait: () => Promise.resolve(),
      untilOnline: () => Promise.resolve(),
      held: (isHeldUp) => void told.push(isHeldUp),
    });
    await vi.advanceTimersByTimeAsync(3900);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual([true]);
    answered.resolve("answered");
    await answer;
    expect(told).toEqual([true, false]);
  } finally {
    vi.useRealTimers();
  }
});
