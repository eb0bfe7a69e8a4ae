import { describe, expect, test } from "vitest";
import { type RunView, runStatuses } from "./run-schema.ts";
import { canMove, endedBeforeCancel, isFinished, resubmission, runLabel } from "./run-status.ts";

describe("moves of a run", () => {
  test("RULE-5 RUN-8 are exactly these, and only a failed run is ever taken up again", () => {
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
      "failed -> queued",
    ]);
  });

  test("nothing follows these by itself", () => {
    expect(runStatuses.filter(isFinished)).toEqual(["succeeded", "failed", "canceled"]);
  });
});

describe("RUN-1 RULE-3 the label", () => {
  const labelOf = (run: Partial<Parameters<typeof runLabel>[0]>) =>
    runLabel({
      status: "queued",
      waiting: null,
      cancelRequested: false,
      attempts: [],
      progress: null,
      ...run,
    });

  test("says in plain words what a run does, from the run and its last attempt", () => {
    expect(runStatuses.map((status) => labelOf({ status }))).toEqual([
      "Queued",
      "Running",
      "Succeeded",
      "Failed",
      "Canceled",
    ]);
    expect(labelOf({ waiting: {} })).toBe("Waiting");
    const collecting = [{ status: "lost" }, { status: "collecting" }] as const;
    expect(labelOf({ status: "running", attempts: collecting })).toBe("Saving");
    expect(labelOf({ status: "succeeded", attempts: collecting })).toBe("Succeeded");
  });

  test("says of a run that its server has not begun with what its attempt says, until there is progress", () => {
    const accepted = { status: "running", attempts: [{ status: "accepted" }] } as const;
    expect(labelOf(accepted)).toBe("In the server's queue");
    expect(labelOf({ ...accepted, attempts: [{ status: "submitting" }] })).toBe("Submitting");
    expect(labelOf({ ...accepted, attempts: [{ status: "executing" }] })).toBe("Running");
    expect(labelOf({ ...accepted, progress: {} })).toBe("Running");
    expect(labelOf({ ...accepted, cancelRequested: true })).toBe("Canceling");
    expect(labelOf({ status: "queued", attempts: [{ status: "lost" }] })).toBe("Queued");
  });

  test("says that a running run is being canceled, until it is", () => {
    expect(labelOf({ status: "running", cancelRequested: true })).toBe("Canceling");
    expect(labelOf({ status: "succeeded", cancelRequested: true })).toBe("Succeeded");
  });
});

test("RUN-5 a run that ended by itself was not stopped by a cancel that came too late", () => {
  expect(endedBeforeCancel("succeeded")).toBe("The run finished before the cancel arrived.");
  expect(endedBeforeCancel("failed")).toBe("The run failed before the cancel arrived.");
});

describe("RUN-9 a run that was sent again", () => {
  const error = { code: "server_restarted", message: "The server restarted or forgot the run.", remedy: "" };
  const lost = { status: "lost", error } as RunView["attempts"][number];
  const executing = { status: "executing", error: null } as RunView["attempts"][number];
  const words = "The server restarted or forgot the run. The run was submitted again.";

  test("says why, while it waits and while it runs again", () => {
    expect(resubmission({ status: "queued", attempts: [lost] })).toBe(words);
    expect(resubmission({ status: "running", attempts: [lost, executing] })).toBe(words);
  });

  test("says nothing of itself otherwise", () => {
    expect(resubmission({ status: "running", attempts: [executing] })).toBeNull();
    expect(resubmission({ status: "queued", attempts: [] })).toBeNull();
    expect(resubmission({ status: "succeeded", attempts: [lost, executing] })).toBeNull();
  });
});
