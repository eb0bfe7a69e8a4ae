import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { readVersion } from "#lib/workflow/read-version";

/** Queued runs of one workflow version. `pool` is the one its contract names; null when any will do. */
export type QueueLine = {
  pool: string | null;
  workflow: string;
  runs: number;
  oldestAt: Date;
};

/** Why some of the queued runs cannot start. */
export type WaitingLine = { pool: string | null; code: string; message: string; runs: number };

/** The queue, version by version. */
export async function readQueue(db: Db | Tx): Promise<QueueLine[]> {
  const rows = await db.$queryRaw<{ version_id: string; workflow: string; runs: number; oldest_at: Date }[]>`
    SELECT queue.version_id, workflow.name AS workflow, queue.runs, queue.oldest_at FROM (
      SELECT version_id, count(*)::int AS runs, min(created_at) AS oldest_at
      FROM run WHERE status = 'queued' GROUP BY version_id
    ) queue
    JOIN workflow_version version ON version.id = queue.version_id
    JOIN workflow ON workflow.id = version.workflow_id`;
  return Promise.all(
    rows.map(async ({ version_id, workflow, runs, oldest_at }) => ({
      pool: await poolOf(db, version_id),
      workflow,
      runs,
      oldestAt: oldest_at,
    })),
  );
}

/** The reasons told to queued runs, the commonest first. */
export async function readWaiting(db: Db | Tx): Promise<WaitingLine[]> {
  const rows = await db.$queryRaw<{ version_id: string; code: string; message: string; runs: number }[]>`
    SELECT version_id, waiting->>'code' AS code, waiting->>'message' AS message, count(*)::int AS runs
    FROM run WHERE status = 'queued' AND waiting IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY runs DESC, message`;
  return Promise.all(
    rows.map(async ({ version_id, ...line }) => ({ ...line, pool: await poolOf(db, version_id) })),
  );
}

/** The pool a version asks for. One that this release cannot read counts as without, rather than hiding the servers. */
export async function poolOf(db: Db | Tx, versionId: string): Promise<string | null> {
  const version = await readVersion(db, versionId).catch(() => null);
  return version?.contract.pool ?? null;
}
