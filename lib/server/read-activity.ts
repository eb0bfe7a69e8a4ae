import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { ServerView } from "./server-schema.ts";

/** What a server did lately, as screens show it. */
export type Activity = Pick<ServerView, "medianSeconds" | "lastHour" | "lastDay" | "lastErrors">;

/** Which errors are shown to the reader: those of these projects, or all. */
export type VisibleProjects = readonly string[] | "all";

const spans = 12;
const shownErrors = 4;

/** The last hour and day of each of `serverIds`, by the database's clock. */
export async function readActivity(
  db: Db | Tx,
  serverIds: readonly string[],
  visible: VisibleProjects,
): Promise<ReadonlyMap<string, Activity>> {
  const ids = [...serverIds];
  // One after the other: a transaction has one connection.
  const hours = await readLastHour(db, ids);
  const days = await readLastDay(db, ids);
  const errors = await readLastErrors(db, ids, visible);
  return new Map(
    ids.map((id) => {
      const { ended = 0, failed = 0, seconds = 0, median = null } = days.find((day) => day.id === id) ?? {};
      const activity: Activity = {
        medianSeconds: median,
        lastHour: hours
          .filter((span) => span.id === id)
          .map((span) => ({ from: span.from.toISOString(), ended: span.ended, failed: span.failed })),
        lastDay: { ended, failed, gpuSeconds: seconds },
        lastErrors: errors
          .filter((error) => error.id === id)
          .map(({ at, run_id, code, message }) => ({ at: at.toISOString(), runId: run_id, code, message })),
      };
      return [id, activity];
    }),
  );
}

type Span = { id: string; from: Date; ended: number; failed: number };

/** Every server has every span, so that an hour without work is drawn as one. The last span is the current one. */
function readLastHour(db: Db | Tx, ids: readonly string[]): Promise<Span[]> {
  return db.$queryRaw<Span[]>`
    WITH span AS (
      SELECT date_bin('5 minutes', now(), 'epoch') - number * interval '5 minutes' AS start
      FROM generate_series(0, ${spans - 1}::int) AS number
    )
    SELECT server.id, span.start AS "from", ended.count AS ended, failed.count AS failed
    FROM unnest(${[...ids]}::uuid[]) AS server (id) CROSS JOIN span
    CROSS JOIN LATERAL (
      SELECT count(*)::int FROM attempt WHERE server_id = server.id
        AND finished_at >= span.start AND finished_at < span.start + interval '5 minutes'
    ) ended
    CROSS JOIN LATERAL (
      SELECT count(*)::int FROM attempt WHERE server_id = server.id AND error IS NOT NULL
        AND finished_at >= span.start AND finished_at < span.start + interval '5 minutes'
    ) failed
    ORDER BY span.start`;
}

type Day = { id: string; ended: number; failed: number; seconds: number; median: number | null };

/** Fast runs end before they were ever seen executing; then the time counts from the server's acceptance. */
function readLastDay(db: Db | Tx, ids: readonly string[]): Promise<Day[]> {
  return db.$queryRaw<Day[]>`
    SELECT server.id, day.ended, failure.failed, day.seconds, hour.median
    FROM unnest(${[...ids]}::uuid[]) AS server (id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS ended,
        coalesce(sum(extract(epoch FROM finished_at - coalesce(executing_at, accepted_at))), 0)::float8 AS seconds
      FROM attempt WHERE server_id = server.id AND finished_at > now() - interval '1 day'
    ) day
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS failed FROM attempt
      WHERE server_id = server.id AND finished_at > now() - interval '1 day' AND error IS NOT NULL
    ) failure
    CROSS JOIN LATERAL (
      SELECT percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM finished_at - coalesce(executing_at, accepted_at))::float8) AS median
      FROM attempt
      WHERE server_id = server.id AND finished_at > now() - interval '1 hour' AND status = 'done' AND error IS NULL
    ) hour`;
}

type LastError = { id: string; at: Date; run_id: string; code: string; message: string };

function readLastErrors(db: Db | Tx, ids: readonly string[], visible: VisibleProjects): Promise<LastError[]> {
  const projects = visible === "all" ? null : [...visible];
  return db.$queryRaw<LastError[]>`
    SELECT server.id, failure.* FROM unnest(${[...ids]}::uuid[]) AS server (id)
    CROSS JOIN LATERAL (
      SELECT attempt.finished_at AS at, attempt.run_id, attempt.error->>'code' AS code,
        attempt.error->>'message' AS message
      FROM attempt JOIN run ON run.id = attempt.run_id
      WHERE attempt.server_id = server.id AND attempt.finished_at IS NOT NULL AND attempt.error IS NOT NULL
        AND (${projects}::uuid[] IS NULL OR run.project_id = ANY(${projects}::uuid[]))
      ORDER BY attempt.finished_at DESC LIMIT ${shownErrors}
    ) failure
    ORDER BY failure.at DESC`;
}
