import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";

/**
 * About how many runs start before each of the queued `ids`, of those that a server could take which could take it too:
 * runs of other pools, and runs that no server can take just now, are ahead of nobody. Higher priorities go first, then
 * turns between projects and, inside a project, between people (lib/dispatch/queue/claim-store.ts). Whoever was served last
 * is left out of it.
 */
export async function readQueuePositions(
  db: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; ahead: number }[]>`
    WITH asked AS (
      SELECT id FROM unnest(${[...ids]}::uuid[]) AS asked (id)
    ), queued AS (
      SELECT run.id, version.pool, priority, project_id, submitter_id, queue_seq, asked.id IS NOT NULL AS is_asked
      FROM run JOIN workflow_version version ON version.id = run.version_id LEFT JOIN asked ON asked.id = run.id
      WHERE status = 'queued' AND (waiting IS NULL OR waiting->>'code' = 'retry' OR asked.id IS NOT NULL)
    ), of_person AS (
      SELECT queued.id, place.pool, priority, project_id, queue_seq,
        is_asked AND queued.pool IS NOT DISTINCT FROM place.pool AS is_told,
        row_number() OVER (
          PARTITION BY place.pool, priority, project_id, submitter_id ORDER BY queue_seq) AS turn
      FROM (SELECT DISTINCT pool FROM queued WHERE is_asked) place
      JOIN queued ON place.pool IS NULL OR queued.pool IS NULL OR queued.pool = place.pool
    ), of_project AS (
      SELECT id, pool, priority, queue_seq, is_told,
        row_number() OVER (PARTITION BY pool, priority, project_id ORDER BY turn, queue_seq) AS turn
      FROM of_person
    ), queue AS (
      SELECT id, is_told, row_number() OVER (PARTITION BY pool ORDER BY priority DESC, turn, queue_seq) - 1 AS ahead
      FROM of_project
    )
    SELECT id, ahead::int FROM queue WHERE is_told`;
  return new Map(rows.map(({ id, ahead }) => [id, ahead]));
}
