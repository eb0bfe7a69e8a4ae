import type { CheckedParams } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import type { AttemptStatus } from "#lib/run/run-schema";
import { Prisma } from "#prisma";
import { liveStatuses, type HeldAttempt } from "#lib/dispatch/attempt/held-attempt";

export type Renewal = { id: string; fence: bigint; cancelRequested: boolean };

const isLive = Prisma.sql`attempt.status IN (${Prisma.join(liveStatuses)})`;

/** Renews the leases of all these attempts in one statement. Those not answered are no longer this worker's. */
export async function renewLeases(
  db: Db,
  workerId: string,
  attemptIds: readonly string[],
  leaseMs: number,
): Promise<Renewal[]> {
  const rows = await db.$queryRaw<{ id: string; fence: bigint; cancel: boolean }[]>`
    UPDATE attempt SET lease_until = now() + ${leaseMs} * interval '1 millisecond'
    FROM run
    WHERE run.id = attempt.run_id AND attempt.id = ANY(${[...attemptIds]}::uuid[])
      AND attempt.worker_id = ${workerId} AND ${isLive}
    RETURNING attempt.id, attempt.fence, run.cancel_requested_at IS NOT NULL AS cancel`;
  return rows.map(({ id, fence, cancel }) => ({ id, fence, cancelRequested: cancel }));
}

/** Which of these attempts somebody wants canceled. */
export async function readCancelRequests(db: Db, attemptIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT attempt.id FROM attempt JOIN run ON run.id = attempt.run_id
    WHERE attempt.id = ANY(${[...attemptIds]}::uuid[]) AND run.cancel_requested_at IS NOT NULL`;
  return rows.map(({ id }) => id);
}

type TakenRow = {
  id: string;
  run_id: string;
  project_id: string;
  batch_id: string;
  server_id: string;
  version_id: string;
  params: CheckedParams;
  grain: string | null;
  number: number;
  fence: bigint;
  status: AttemptStatus;
  filled: boolean;
  age_ms: number;
  cancel: boolean;
};

/**
 * Takes over attempts whose worker has fallen silent, each under a new fence: whatever the old worker still writes
 * changes nothing from here on. `held` are this worker's own, which a late renewal will keep.
 */
export async function takeOverExpired(
  db: Db,
  workerId: string,
  held: readonly string[],
  leaseMs: number,
): Promise<HeldAttempt[]> {
  const takenAtMs = performance.now();
  const rows = await db.$queryRaw<TakenRow[]>`
    WITH expired AS (
      SELECT attempt.id FROM attempt
      WHERE ${isLive} AND attempt.lease_until < now() AND NOT attempt.id = ANY(${[...held]}::uuid[])
      ORDER BY attempt.lease_until LIMIT 50 FOR UPDATE SKIP LOCKED
    )
    UPDATE attempt SET fence = nextval('attempt_fence'), worker_id = ${workerId},
      lease_until = now() + ${leaseMs} * interval '1 millisecond'
    FROM expired, run
    WHERE attempt.id = expired.id AND run.id = attempt.run_id
    RETURNING attempt.id, attempt.run_id, run.project_id, run.batch_id, attempt.server_id, run.version_id,
      run.params, run.grain, attempt.number, attempt.fence, attempt.status, attempt.graph IS NOT NULL AS filled,
      extract(epoch FROM now() - attempt.created_at)::float8 * 1000 AS age_ms,
      run.cancel_requested_at IS NOT NULL AS cancel`;
  return rows.map((row) => ({
    id: row.id,
    runId: row.run_id,
    projectId: row.project_id,
    batchId: row.batch_id,
    serverId: row.server_id,
    versionId: row.version_id,
    params: row.params,
    number: row.number,
    fence: row.fence,
    status: row.status,
    graph: null,
    isAfresh: row.grain === "afresh",
    claimedAtMs: takenAtMs - row.age_ms,
    mayBePosted: row.filled,
    cancelRequested: row.cancel,
  }));
}

/** Lets others take the attempts at once instead of waiting for the leases to run out. For a worker that stops. */
export async function releaseLeases(db: Db, workerId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE attempt SET lease_until = now() - interval '1 second' WHERE worker_id = ${workerId} AND ${isLive}`;
}
