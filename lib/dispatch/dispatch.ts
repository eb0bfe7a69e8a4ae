import type { ApiGraph } from "#lib/contract/graph-schema";
import type { Db } from "#lib/db/client";
import type { Log } from "#lib/log";
import type { FileStore } from "#lib/output/file-store";
import type { IngestedFile } from "#lib/output/ingest-file";
import type { Demand } from "./queue/demand.ts";
import type { HeldAttempt } from "./attempt/held-attempt.ts";
import type { ServerLinks } from "./server/server-link.ts";
import type { Timings } from "./timings.ts";

/** Places at which tests stop a worker as if it had been killed there. */
export type DispatchPoint =
  | "claimed"
  | "before-post"
  | "posted"
  | "accepted"
  | "before-collect"
  | "file-stored"
  | "before-commit"
  | "committed";

export type HeldEntry = {
  readonly attempt: HeldAttempt;
  readonly stop: AbortController;
  /** Has the attempt looked at now: somebody canceled it. */
  nudge(): void;
  /** Says that its prompt was sent to the server. */
  sent(): void;
  /** Resolves when its prompt was sent, or when it ended without. */
  readonly underWay: Promise<void>;
  ended: Promise<void>;
};

/** What every part of the worker stands on. */
export type Dispatch = {
  readonly db: Db;
  readonly files: FileStore;
  readonly log: Log;
  readonly workerId: string;
  readonly timings: Timings;
  readonly links: ServerLinks;
  /** What servers are warmed up with when no workflow has a warm-up of its own; null: servers are not warmed up. */
  readonly warmUp: ApiGraph | null;
  /** Attempts in this worker's hands, by id. */
  readonly held: Map<string, HeldEntry>;
  /** What the queue asked for lately. */
  demands: readonly Demand[];
  /** There is no room for files: nothing is claimed. */
  isFull: boolean;
  /** The last claim has left runs in the queue: the next prompt is more urgent than anything else. */
  isAnyLeft: boolean;
  reach(point: DispatchPoint, attempt: HeldAttempt): Promise<void>;
  /** Looks for work now: something has become free. */
  wake(): void;
  /** Moves an attempt that is off its server on to collecting, and gives its slot to the next run: that one, if any. */
  giveBack(attempt: HeldAttempt): Promise<HeldEntry | null>;
  /** Has thumbnails made of the pictures among files that were stored, later. */
  thumbnailLater(files: readonly IngestedFile[]): void;
};
