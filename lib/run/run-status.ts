import type { RunStatus } from "./run-schema.ts";

/**
 * The moves a run may make, all of them. A running run goes back to the queue when its attempt is lost and another
 * one is due; a queued run fails when it turns out that it can never start.
 */
const moves = {
  queued: ["running", "failed", "canceled"],
  running: ["queued", "succeeded", "failed", "canceled"],
  succeeded: [],
  failed: [],
  canceled: [],
} as const satisfies Record<RunStatus, readonly RunStatus[]>;

/** Whether the table has the move. Who may ask for it is decided elsewhere. */
export function canMove(from: RunStatus, to: RunStatus): boolean {
  return (moves[from] as readonly RunStatus[]).includes(to);
}

/** Nothing more will happen to the run by itself. */
export function isFinished(status: RunStatus): boolean {
  return moves[status].length === 0;
}

type Described = { status: RunStatus; waiting: object | null; cancelRequested: boolean };

/** What a person reads on a badge. Derived, never stored. */
export function runLabel({ status, waiting, cancelRequested }: Described): string {
  if (status === "running" && cancelRequested) return "Canceling";
  if (status === "queued" && waiting !== null) return "Waiting";
  return labels[status];
}

const labels: Record<RunStatus, string> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Done",
  failed: "Failed",
  canceled: "Canceled",
};
