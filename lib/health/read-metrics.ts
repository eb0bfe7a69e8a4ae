import { readUnsealed, type Unsealed } from "#lib/audit/read-chain";
import type { Db } from "#lib/db/client";
import { poolOf, readQueue, type QueueLine } from "#lib/server/read-queue";

/** A counter kept by the database; see the migration that makes the table `tally`. */
export type Tally = { metric: string; labels: Readonly<Record<string, string>>; value: number };

export type ServerState = {
  name: string;
  pool: string;
  health: string;
  isDrained: boolean;
  slots: number;
  slotsInUse: number;
};

export type Measurements = {
  /** Published workflows and the pools they ask for: they have a series even when nothing is queued. */
  workflows: { workflow: string; pool: string | null }[];
  queue: QueueLine[];
  running: number;
  servers: ServerState[];
  tallies: Tally[];
  gpuSeconds: { workflow: string; project: string; seconds: number }[];
  eventLagSeconds: number;
  unsealed: Unsealed;
  /** The database's clock, which ages are taken from. */
  now: Date;
};

/** What the tables say right now. No query grows with the runs of the past: finished work is read from its tallies. */
export async function readMetrics(db: Db): Promise<Measurements> {
  const [workflows, queue, servers, tallies, gpuSeconds, unsealed, [clock]] = await Promise.all([
    readPublished(db),
    readQueue(db),
    db.$queryRaw<ServerState[]>`
      SELECT server.name, server.pool, server.health, server.drained_at IS NOT NULL AS "isDrained",
        server.capacity AS slots, count(slot.attempt_id)::int AS "slotsInUse"
      FROM server LEFT JOIN server_slot slot ON slot.server_id = server.id
      WHERE server.removed_at IS NULL GROUP BY server.id ORDER BY server.name`,
    db.$queryRaw<Tally[]>`
      SELECT metric, labels, sum(value) AS value FROM tally WHERE metric <> 'gpu_seconds' GROUP BY metric, labels`,
    db.$queryRaw<Measurements["gpuSeconds"]>`
      SELECT workflow.name AS workflow, project.slug AS project, sum(spent.seconds) AS seconds
      FROM (
        SELECT labels->>'version' AS version, labels->>'project' AS project, sum(value) AS seconds
        FROM tally WHERE metric = 'gpu_seconds' GROUP BY 1, 2
      ) spent
      JOIN workflow_version version ON version.id = spent.version::uuid
      JOIN workflow ON workflow.id = version.workflow_id
      JOIN project ON project.id = spent.project::uuid
      GROUP BY workflow.name, project.slug ORDER BY 1, 2`,
    readUnsealed(db),
    db.$queryRaw<{ now: Date; running: number; lag: number }[]>`
      SELECT now(), (SELECT count(*)::int FROM run WHERE status = 'running') AS running,
        coalesce((SELECT extract(epoch FROM now() - min(created_at)) FROM event
          WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_base()), 0)::float8 AS lag`,
  ]);
  return {
    workflows,
    queue,
    running: clock?.running ?? 0,
    servers,
    tallies,
    gpuSeconds,
    eventLagSeconds: clock?.lag ?? 0,
    unsealed,
    now: clock?.now ?? new Date(),
  };
}

async function readPublished(db: Db): Promise<Measurements["workflows"]> {
  const rows = await db.workflow.findMany({
    where: { publishedVersionId: { not: null } },
    orderBy: { name: "asc" },
    select: { name: true, publishedVersionId: true },
  });
  return Promise.all(
    rows.map(async ({ name, publishedVersionId }) => ({
      workflow: name,
      pool: await poolOf(db, publishedVersionId ?? ""),
    })),
  );
}
