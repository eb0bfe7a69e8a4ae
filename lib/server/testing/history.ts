import type { Db } from "#lib/db/client";
import { inTransaction, type Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { defaultProjectId } from "#lib/project/default-project";

export type PastAttempt = {
  serverId: string;
  versionId: string;
  status?: "done" | "lost" | "refused" | "interrupted";
  /** Code of the error it ended with; null when it ended well. */
  error?: string | null;
  endedMinutesAgo?: number;
  /** From execution to its end. */
  seconds?: number;
  projectId?: string;
};

/**
 * Writes down a run with one attempt that ended a while ago, as a worker would have left it, before any worker sees it in
 * the queue. Returns the run's id.
 */
export function recordPastAttempt(db: Db, past: PastAttempt): Promise<string> {
  return inTransaction(db, (tx) => record(tx, past));
}

async function record(tx: Tx, past: PastAttempt): Promise<string> {
  const { status = "done", error = null, endedMinutesAgo = 1, seconds = 2 } = past;
  const runId = await queueRun(tx, past.versionId, { projectId: past.projectId ?? defaultProjectId });
  const told =
    error === null ? null : JSON.stringify({ code: error, message: `It was ${error}.`, remedy: "" });
  const id = newId();
  await tx.$executeRaw`
    INSERT INTO attempt (id, run_id, server_id, number, fence, worker_id, lease_until, accepted_at)
    VALUES (${id}::uuid, ${runId}::uuid, ${past.serverId}::uuid, 1, nextval('attempt_fence'), 'test', now(), now())`;
  await tx.$executeRaw`
    UPDATE attempt SET status = ${status}, error = ${told}::jsonb,
      executing_at = now() - ${endedMinutesAgo * 60 + seconds} * interval '1 second',
      finished_at = now() - ${endedMinutesAgo} * interval '1 minute'
    WHERE id = ${id}::uuid`;
  await tx.run.update({ where: { id: runId }, data: { status: error === null ? "succeeded" : "failed" } });
  return runId;
}

/** Puts a bare run into the queue, without a use case's checks. */
export async function queueRun(
  db: Db | Tx,
  versionId: string,
  more: { projectId?: string; waiting?: { code: string; message: string }; createdAt?: Date } = {},
): Promise<string> {
  const id = newId();
  await db.run.create({
    data: {
      id,
      projectId: defaultProjectId,
      versionId,
      batchId: newId(),
      params: {},
      submitterKind: "person",
      submitterId: "test",
      submitterName: "Test",
      ...more,
    },
  });
  return id;
}
