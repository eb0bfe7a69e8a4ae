import type { CheckedParams } from "#lib/contract/contract";
import type { AttemptStatus } from "#lib/run/run-schema";

/** An attempt this worker holds under a lease. Every write names its id and fence, so a lost one changes nothing. */
export type HeldAttempt = {
  readonly id: string;
  readonly runId: string;
  readonly projectId: string;
  readonly batchId: string;
  readonly serverId: string;
  readonly versionId: string;
  /** The run's, checked when it was created. */
  readonly params: CheckedParams;
  readonly number: number;
  readonly fence: bigint;
  /** The text to post, noted down with the claim; null until the run's pictures are on the server. */
  graph: string | null;
  /** Nothing that the server remembers may answer it. */
  readonly isAfresh: boolean;
  /** When it was reached for, by `performance.now()`. */
  readonly claimedAtMs: number;
  status: AttemptStatus;
  /** Whether it may be known to its server: it was posted, or another worker had it that may have done so. */
  mayBePosted: boolean;
  cancelRequested: boolean;
};

/** In the order in which they come. The attempt holds its slot until it is collecting. */
export const liveStatuses = [
  "submitting",
  "accepted",
  "executing",
  "collecting",
] as const satisfies AttemptStatus[];

/** The attempt was taken over by another worker: whatever this one still wanted to do is none of its business now. */
export class FenceLost extends Error {
  constructor(attemptId: string) {
    super(`Attempt ${attemptId} belongs to another worker now.`);
    this.name = "FenceLost";
  }
}
