import type { AttemptStatus, RunStatus, RunView } from "./run-schema.ts";

/**
 * The moves a run may make, all of them. A running run goes back to the queue when its attempt is lost and another
 * one is due; a queued run fails when it turns out that it can never start; one that failed goes back when somebody
 * retries it.
 */
const moves = {
  queued: ["running", "failed", "canceled"],
  running: ["queued", "succeeded", "failed", "canceled"],
  succeeded: [],
  failed: ["queued"],
  canceled: [],
} as const satisfies Record<RunStatus, readonly RunStatus[]>;

/** Whether the table has the move. Who may ask for it is decided elsewhere. */
export function canMove(from: RunStatus, to: RunStatus): boolean {
  return (moves[from] as readonly RunStatus[]).includes(to);
}

/** Nothing more will happen to the run by itself. */
export function isFinished(status: RunStatus): boolean {
  return status === "succeeded" || status === "failed" || status === "canceled";
}

type Described = {
  status: RunStatus;
  waiting: object | null;
  cancelRequested: boolean;
  attempts: readonly { status: AttemptStatus }[];
  progress: object | null;
};

/** The pictures are there and are being fetched and stored. */
export function isSaving({ status, attempts }: Pick<Described, "status" | "attempts">): boolean {
  return status === "running" && attempts.at(-1)?.status === "collecting";
}

/** A server has the run and has not begun with it. Progress tells of a beginning before the attempt does. */
export function isUnbegun({
  status,
  attempts,
  progress,
}: Omit<Described, "waiting" | "cancelRequested">): boolean {
  const attempt = attempts.at(-1)?.status;
  return status === "running" && progress === null && (attempt === "submitting" || attempt === "accepted");
}

/** What a person reads on a badge, from the run and its last attempt. Derived, never stored. */
export function runLabel(run: Described): string {
  const { status, waiting, cancelRequested, attempts } = run;
  if (isSaving(run)) return "Saving";
  if (status === "running" && cancelRequested) return "Canceling";
  if (isUnbegun(run)) return attempts.at(-1)?.status === "accepted" ? inServersQueue : "Submitting";
  if (status === "queued" && waiting !== null) return "Waiting";
  return labels[status];
}

/** Said of a run and of its attempt alike. */
export const inServersQueue = "In the server's queue";

const labels: Record<RunStatus, string> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  canceled: "Canceled",
};

/** What is said of a run that was to be canceled and had ended by itself by then. */
export function endedBeforeCancel(status: "succeeded" | "failed"): string {
  return `The run ${status === "succeeded" ? "finished" : "failed"} before the cancel arrived.`;
}

type Tried = Pick<RunView, "status" | "attempts">;

/** That a run under way was sent again because a server let it down, in words; null when none did. */
export function resubmission({ status, attempts }: Tried): string | null {
  const lost = attempts.slice(0, status === "queued" ? undefined : -1).at(-1);
  if (isFinished(status) || lost?.status !== "lost" || lost.error === null) return null;
  return `${lost.error.message} The run was submitted again.`;
}
