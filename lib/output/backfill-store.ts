import type { Db } from "#lib/db/client";
import { wake } from "#lib/db/wake";

/** So many take a person's while; of fewer nothing is said. */
export const notableBackfill = 48;

/**
 * Notes how many thumbnails are due of how many there were since there were none: from a notable number on, until none
 * is. What comes due meanwhile is added to the total, so that what is done never falls, however many workers count.
 * Screens are told of the beginning and the end; in between they ask. Answers whether it goes on.
 */
export async function saveBackfill(db: Db): Promise<boolean> {
  const [told] = await db.$queryRaw<{ due: number; announced: boolean }[]>`
    WITH counted AS (
      SELECT count(*)::int AS due FROM file WHERE thumbnails_due
    ), saved AS (
      INSERT INTO backfill AS told (name, due, total)
      SELECT 'thumbnails', due, due FROM counted
      WHERE due >= ${notableBackfill}::int OR EXISTS (SELECT FROM backfill WHERE name = 'thumbnails' AND due > 0)
      ON CONFLICT (name) DO UPDATE SET due = excluded.due, total = CASE
        WHEN told.due = 0 THEN excluded.due ELSE told.total + greatest(excluded.due - told.due, 0) END
      WHERE told.due <> excluded.due
      RETURNING due, total
    ), announced AS (
      INSERT INTO event (kind, project_id, subject_id, data)
      SELECT 'backfill.changed', NULL, 'thumbnails', jsonb_build_object('due', due, 'total', total)
      FROM saved WHERE due IN (0, total)
      RETURNING id
    )
    SELECT coalesce((SELECT due FROM saved), (SELECT due FROM backfill WHERE name = 'thumbnails'), 0) AS due,
      EXISTS (SELECT FROM announced) AS announced`;
  if (told?.announced) wake(db, "event");
  return (told?.due ?? 0) > 0;
}
