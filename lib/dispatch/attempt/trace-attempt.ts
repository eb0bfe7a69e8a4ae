import { readTraceStart } from "#lib/run/read-runs";
import { isTracing, traced } from "#lib/trace/traced";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { HeldAttempt } from "./held-attempt.ts";

/**
 * Does `work` in the span of an attempt, which goes on with the trace of the request that made the run. The claim is
 * told afterwards, since nobody knew whose trace it would belong to: it began at `claimingAt`, null for a take-over.
 */
export async function traceAttempt(
  { db, links }: Dispatch,
  held: HeldAttempt,
  claimingAt: Date | null,
  work: () => Promise<void>,
): Promise<void> {
  if (!isTracing()) return work();
  const claimedAt = new Date();
  // A database that is away costs the trace, not the attempt.
  const start = await readTraceStart(db, held.runId).catch(() => null);
  const facts = {
    "run.id": held.runId,
    "attempt.id": held.id,
    "attempt.number": held.number,
    workflow: start?.workflow ?? "",
    server: links.all().find(({ row }) => row.id === held.serverId)?.row.name ?? "",
  };
  async function goOn(): Promise<void> {
    if (claimingAt !== null) {
      await traced("claim", {}, async () => undefined, { startedAt: claimingAt, endedAt: claimedAt });
    }
    await work();
  }
  return traced("attempt", facts, goOn, {
    parent: start?.traceparent ?? null,
    ...(claimingAt !== null && { startedAt: claimingAt }),
  });
}
