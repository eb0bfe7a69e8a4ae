import type { Batch } from "./batch-schema.ts";

/** How many runs a batch has. */
export function countOf({ queued, running, succeeded, failed, canceled }: Batch): number {
  return queued + running + succeeded + failed + canceled;
}

export function runCount(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "run" : "runs"}`;
}

/** How a batch stands, in the order in which its runs get there: "2 not started, 1 running, 5 succeeded". */
export function batchStanding({ queued, running, stopping, succeeded, failed, canceled }: Batch): string {
  const parts: [number, string][] = [
    [queued, "not started"],
    [running - stopping, "running"],
    [stopping, "being stopped"],
    [succeeded, "succeeded"],
    [failed, "failed"],
    [canceled, "canceled"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count.toLocaleString("en")} ${state}`)
    .join(", ");
}
