import { describe, expect, test } from "vitest";
import { runStatuses } from "./run-schema.ts";
import { canMove, isFinished, runLabel } from "./run-status.ts";

describe("moves of a run", () => {
  test("are exactly these", () => {
    const allowed = runStatuses.flatMap((from) =>
      runStatuses.filter((to) => canMove(from, to)).map((to) => `${from} -> ${to}`),
    );
    expect(allowed).toEqual([
      "queued -> running",
      "queued -> failed",
      "queued -> canceled",
      "running -> queued",
      "running -> succeeded",
      "running -> failed",
      "running -> canceled",
    ]);
  });

  test("nothing follows these", () => {
    expect(runStatuses.filter(isFinished)).toEqual(["succeeded", "failed", "canceled"]);
  });
});

describe("the label", () => {
  test("says that a queued run cannot start yet", () => {
    expect(runLabel({ status: "queued", waiting: {}, cancelRequested: false })).toBe("Waiting");
    expect(runLabel({ status: "queued", waiting: null, cancelRequested: false })).toBe("Queued");
  });

  test("says that a running run is being canceled, until it is", () => {
    expect(runLabel({ status: "running", waiting: null, cancelRequested: true })).toBe("Canceling");
    expect(runLabel({ status: "succeeded", waiting: null, cancelRequested: true })).toBe("Done");
  });
});
