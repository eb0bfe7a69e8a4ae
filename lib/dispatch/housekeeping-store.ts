import type { Db } from "#lib/db/client";

export type Swept = { keys: number; events: number; lists: number };

/**
 * Forgets first answers after 48 hours (24 are promised) and events after 7 days; screens re-read by then. Of a review
 * session that was closed 30 days ago the list goes, which stands on its receipt for ever.
 */
export async function sweepOld(db: Db): Promise<Swept> {
  const keys = await db.$executeRaw`DELETE FROM idempotency WHERE created_at < now() - interval '48 hours'`;
  const events = await db.$executeRaw`DELETE FROM event WHERE created_at < now() - interval '7 days'`;
  const lists = await db.$executeRaw`
    DELETE FROM review_session_output listed USING review_session s
    WHERE listed.session_id = s.id AND s.closed_at < now() - interval '30 days'`;
  return { keys, events, lists };
}

/**
 * Puts tallies that count the same into one line each, once there are `fromLines` of them. Only lines that this
 * statement sees are taken, so that none is lost that is added meanwhile, and a reader finds either the many or the one.
 */
export async function foldTallies(db: Db, fromLines = 500): Promise<void> {
  await db.$executeRaw`
    WITH taken AS (
      DELETE FROM tally WHERE (SELECT count(*) FROM tally) >= ${fromLines} RETURNING metric, labels, value
    )
    INSERT INTO tally (metric, labels, value)
    SELECT metric, labels, sum(value) FROM taken GROUP BY metric, labels`;
}
