import { describe, expect, test } from "vitest";
import {
  breakerAfter,
  closedBreaker,
  explainBreaker,
  culpritOf,
  verdictOf,
  type Breaker,
  type Verdict,
} from "./breaker.ts";

type Step = { verdict: Verdict; by?: string; startedAt?: number; id?: string };

/** Ends attempts one after another, one second apart; each started just before it ended unless told otherwise. */
function after(steps: readonly Step[], from: Breaker = closedBreaker, startMs = 0): Breaker {
  return steps.reduce((breaker, { verdict, by, startedAt, id }, index) => {
    const nowMs = startMs + (index + 1) * 1000;
    const ended = {
      id: id ?? `attempt ${index}`,
      verdict,
      by: by ?? `run ${index}`,
      startedAtMs: startedAt ?? nowMs - 1,
    };
    return breakerAfter(breaker, ended, nowMs);
  }, from);
}

const lost = (by: string, startedAt?: number): Step => ({
  verdict: "server_restarted",
  by,
  ...(startedAt === undefined ? {} : { startedAt }),
});

describe("closed", () => {
  test.each<[string, Step[], boolean]>([
    ["two runs lost in a row", [lost("a"), lost("b")], false],
    ["three runs lost in a row", [lost("a"), lost("b"), lost("c")], true],
    ["three of different kinds", [lost("a"), { verdict: "stalled" }, { verdict: "out_of_memory" }], true],
    ["a success in between", [lost("a"), lost("b"), { verdict: "sound" }, lost("c")], false],
    ["a failed node in between says nothing", [lost("a"), lost("b"), { verdict: "silent" }, lost("c")], true],
    ["one poisonous run, however often", Array.from({ length: 9 }, () => lost("poison")), false],
    ["two poisonous runs taking turns", [lost("a"), lost("b"), lost("a"), lost("b")], false],
    ["a poisonous run and two others", [lost("a"), lost("a"), lost("b"), lost("c")], true],
    ["everything on a server that restarts once", [lost("a", 0), lost("b", 0), lost("c", 0)], false],
  ])("%s", (_case, steps, isOpen) => {
    expect(after(steps).openUntilMs !== null).toBe(isOpen);
  });

  test("nothing is remembered of a server that works", () => {
    expect(after([{ verdict: "sound" }])).toBe(closedBreaker);
    expect(after([lost("a"), { verdict: "sound" }])).toEqual(closedBreaker);
  });
});

describe("open", () => {
  const opened = after([lost("a"), lost("b"), lost("c")]);
  const trial: Breaker = { ...opened, trialAttemptId: "trial" };

  test("rests longer each time, and not for ever", () => {
    let breaker = opened;
    const rests = Array.from({ length: 9 }, (_, index) => {
      const nowMs = 1_000_000 * (index + 1);
      breaker = breakerAfter(
        { ...breaker, trialAttemptId: "trial" },
        { id: "trial", startedAtMs: nowMs - 1, verdict: "stalled", by: `run ${index}` },
        nowMs,
      );
      return ((breaker.openUntilMs ?? 0) - nowMs) / 1000;
    });
    expect(opened.openUntilMs).toBe(3000 + 15_000);
    expect(rests).toEqual([30, 60, 120, 120, 120, 120, 120, 120, 120]);
    expect(breaker.faults).toHaveLength(3);
  });

  test("attempts from before it opened change nothing", () => {
    expect(after([{ verdict: "sound" }], opened)).toBe(opened);
    expect(after([lost("d")], opened)).toBe(opened);
    expect(after([{ verdict: "sound" }], trial)).toBe(trial);
  });

  test("the run on trial closes it, keeps it open, or says nothing and makes way for another", () => {
    expect(after([{ verdict: "sound", id: "trial" }], trial)).toEqual(closedBreaker);
    expect(after([{ verdict: "unanswered", id: "trial" }], trial, 100_000)).toMatchObject({
      openings: 2,
      openUntilMs: 101_000 + 30_000,
      trialAttemptId: null,
    });
    expect(after([{ verdict: "silent", id: "trial" }], trial)).toEqual(opened);
  });

  test("says why, and what comes next, in the same words until it changes", () => {
    const reason = explainBreaker(opened, 4000);
    expect(reason).toBe(
      "3 different runs in a row failed here because it restarted or forgot them. " +
        "It rests for 15 seconds and is then tried with one run.",
    );
    expect(explainBreaker(opened, 9000)).toBe(reason);
    expect(explainBreaker(opened, 18_000)).toMatch(/Its next run is its trial\.$/);
    expect(explainBreaker(closedBreaker, 0)).toBeNull();
  });
});

const error = (code: string) => ({ code, message: "", remedy: "" });

test.each([
  ["done", null, "sound"],
  ["interrupted", null, "silent"],
  ["done", error("node_error"), "silent"],
  ["refused", error("refused"), "silent"],
  ["lost", error("input_gone"), "silent"],
  ["lost", error("surprise"), "silent"],
  ["lost", error("server_gone"), "server_gone"],
  ["lost", error("out_of_memory"), "out_of_memory"],
] as const)("an attempt that is %s with %o says %s of its server", (status, told, verdict) => {
  expect(verdictOf(status, told)).toBe(verdict);
});

test("runs that were submitted together and are too large count as one", () => {
  const run = { runId: "run", batchId: "batch" };
  expect(culpritOf("out_of_memory", run)).toBe("batch");
  expect(culpritOf("server_restarted", run)).toBe("run");
});
