import type { Db } from "#lib/db/client";

export type Counted = { label: string; count: number };

export type Measurements = {
  runs: Counted[];
  servers: Counted[];
  outputs: Counted[];
  slots: Counted[];
  queueOldestSeconds: number;
  eventLagSeconds: number;
};

/** What the tables say right now. Ages are taken from the database's clock. */
export async function readMetrics(db: Db): Promise<Measurements> {
  const [runs, servers, outputs, slots, ages] = await Promise.all([
    db.$queryRaw<Counted[]>`SELECT status AS label, count(*)::int AS count FROM run GROUP BY status`,
    db.$queryRaw<Counted[]>`
      SELECT health AS label, count(*)::int AS count FROM server WHERE removed_at IS NULL GROUP BY health`,
    db.$queryRaw<Counted[]>`SELECT state AS label, count(*)::int AS count FROM output GROUP BY state`,
    db.$queryRaw<Counted[]>`
      SELECT CASE WHEN slot.attempt_id IS NULL THEN 'free' ELSE 'used' END AS label, count(*)::int AS count
      FROM server_slot slot JOIN server ON server.id = slot.server_id
      WHERE server.removed_at IS NULL GROUP BY 1`,
    db.$queryRaw<{ queue: number; events: number }[]>`
      SELECT
        coalesce((SELECT extract(epoch FROM now() - min(created_at)) FROM run WHERE status = 'queued'), 0)::float8
          AS queue,
        coalesce((SELECT extract(epoch FROM now() - min(created_at)) FROM event
          WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint), 0)::float8 AS events`,
  ]);
  return {
    runs,
    servers,
    outputs,
    slots,
    queueOldestSeconds: ages[0]?.queue ?? 0,
    eventLagSeconds: ages[0]?.events ?? 0,
  };
}
