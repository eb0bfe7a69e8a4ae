import type { Db } from "#lib/db/client";

/** How long a run of a version takes: the median of the last ones that succeeded; null before there are any. */
export type RunLength = { medianMs: number | null; measuredRuns: number };

const measured = 20;

/** The lengths of runs by version id, from first start to end. */
export async function readRunLengths(
  db: Db,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, RunLength>> {
  const rows = await db.$queryRaw<{ id: string; medianMs: number | null; measuredRuns: number }[]>`
    SELECT version.id, lengths."medianMs", lengths."measuredRuns"
    FROM unnest(${[...new Set(versionIds)]}::uuid[]) AS version(id)
    CROSS JOIN LATERAL (
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000)::float8
               AS "medianMs",
             count(*)::int AS "measuredRuns"
      FROM (
        SELECT started_at, finished_at FROM run
        WHERE version_id = version.id AND status = 'succeeded' AND started_at IS NOT NULL
        ORDER BY finished_at DESC LIMIT ${measured}
      ) last
    ) lengths`;
  return new Map(rows.map(({ id, ...length }) => [id, length]));
}
