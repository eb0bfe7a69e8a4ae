import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { Prisma } from "#prisma";
import { moveRun } from "#lib/run/run-store";
import { lockForTrial, startTrial } from "./breaker-store.ts";
import type { HeldAttempt } from "./held-attempt.ts";

/** A version and a server that can run it. */
export type Fit = { versionId: string; serverId: string };

/** Slots kept for a warm-up are not to be had. */
const freeSlots = Prisma.sql`JOIN server_slot slot ON slot.server_id = fit.server_id AND slot.attempt_id IS NULL
  AND (slot.reserved_until IS NULL OR slot.reserved_until <= now())`;

type ClaimRow = {
  run_id: string;
  project_id: string;
  batch_id: string;
  version_id: string;
  server_id: string;
  number: number;
  fence: bigint;
};

/**
 * Takes the first queued run that fits a free slot, together with that slot, in one statement: both rows are locked,
 * so two workers can neither take the same run nor overshoot a server. Prefers an idle server to a second slot of a
 * busy one, then the server that last ran the same version (its models are loaded), then the heavier weight. Null
 * when nothing fits. A server whose breaker is open gets nothing, unless it is `trialServerId` and the only one among
 * the fits: then it gets this one run when nobody else is trying it.
 */
export async function claimRun(
  db: Db,
  workerId: string,
  fits: readonly Fit[],
  leaseMs: number,
  now: Date,
  trialServerId: string | null = null,
): Promise<HeldAttempt | null> {
  if (fits.length === 0) return null;
  const id = newId();
  const versions = fits.map(({ versionId }) => versionId);
  const servers = fits.map(({ serverId }) => serverId);
  return inTransaction(db, async (tx) => {
    if (trialServerId !== null && !(await lockForTrial(tx, trialServerId))) return null;
    const [row] = await tx.$queryRaw<ClaimRow[]>`
      WITH fit AS (
        SELECT fit.version_id, fit.server_id
        FROM unnest(${versions}::uuid[], ${servers}::uuid[]) AS fit (version_id, server_id)
        JOIN server ON server.id = fit.server_id AND server.drained_at IS NULL AND server.removed_at IS NULL
          AND (server.open_until IS NULL OR server.id = ${trialServerId}::uuid)
      ), next_run AS (
        SELECT run.id, run.project_id, run.batch_id, run.version_id FROM run
        WHERE run.status = 'queued' AND (run.not_before IS NULL OR run.not_before <= now())
          AND EXISTS (
            SELECT 1 FROM fit ${freeSlots}
            WHERE fit.version_id = run.version_id)
        ORDER BY run.priority DESC, run.queue_seq LIMIT 1 FOR UPDATE OF run SKIP LOCKED
      ), free_slot AS (
        SELECT slot.server_id, slot.index, next_run.id AS run_id FROM next_run
        JOIN fit ON fit.version_id = next_run.version_id
        JOIN server ON server.id = fit.server_id
        ${freeSlots}
        ORDER BY slot.index, server.last_version_id = next_run.version_id DESC NULLS LAST, server.weight DESC, server.id
        LIMIT 1 FOR UPDATE OF slot SKIP LOCKED
      ), new_attempt AS (
        INSERT INTO attempt (id, run_id, server_id, number, fence, worker_id, lease_until)
        SELECT ${id}::uuid, run_id, server_id,
          1 + coalesce((SELECT max(attempt.number) FROM attempt WHERE attempt.run_id = free_slot.run_id), 0),
          nextval('attempt_fence'), ${workerId}, now() + ${leaseMs} * interval '1 millisecond'
        FROM free_slot RETURNING run_id, server_id, number, fence
      ), taken_slot AS (
        UPDATE server_slot SET attempt_id = ${id}::uuid FROM free_slot
        WHERE server_slot.server_id = free_slot.server_id AND server_slot.index = free_slot.index
      ), warm_server AS (
        UPDATE server SET last_version_id = next_run.version_id FROM new_attempt, next_run
        WHERE server.id = new_attempt.server_id AND server.last_version_id IS DISTINCT FROM next_run.version_id
      )
      SELECT new_attempt.run_id, next_run.project_id, next_run.batch_id, next_run.version_id, new_attempt.server_id,
        new_attempt.number, new_attempt.fence
      FROM new_attempt JOIN next_run ON next_run.id = new_attempt.run_id`;
    if (row === undefined) return null;
    const { run_id: runId, project_id: projectId, server_id: serverId, number, fence } = row;
    if (!(await moveRun(tx, systemActor, { id: runId, from: ["queued"], to: "running", now }))) {
      throw new Error(`Run ${runId} was locked and yet moved by somebody else.`);
    }
    if (trialServerId !== null) await startTrial(tx, trialServerId, id);
    const data = { runId, serverId, number };
    await appendAudit(tx, systemActor, [
      { action: "attempt.submitting", subjectType: "attempt", subjectId: id, projectId, data },
    ]);
    return {
      id,
      runId,
      projectId,
      batchId: row.batch_id,
      serverId,
      versionId: row.version_id,
      number,
      fence,
      status: "submitting",
      isFilled: false,
      cancelRequested: false,
    };
  });
}

/** Distinct versions with runs in the queue. */
export async function readQueuedVersions(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ version_id: string }[]>`
    SELECT DISTINCT version_id FROM run WHERE status = 'queued'`;
  return rows.map(({ version_id }) => version_id);
}
