import type { Evidence, Since } from "../invariants/evidence.ts";
import type { StreamClient } from "./stream-client.ts";

const lookEveryMs = 50;

/**
 * Waits until nothing more happens by itself: every run has ended, no slot is held, no attempt lives, every audit line
 * is sealed, every stream has arrived at the end of the outbox, whose position is the answer. Gives up after `withinMs`; what has not come to rest then is for the judge.
 */
export async function untilQuiet(watched: {
  db: Evidence["db"];
  since: Since;
  streams: readonly StreamClient[];
  withinMs: number;
}): Promise<string | null> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < watched.withinMs) {
    const rested = await lookForRest(watched).catch(() => ({ isQuiet: false, at: null }));
    if (rested.isQuiet) return rested.at;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return null;
}

async function lookForRest({
  db,
  since,
  streams,
}: {
  db: Evidence["db"];
  since: Since;
  streams: readonly StreamClient[];
}): Promise<{ isQuiet: boolean; at: string | null }> {
  const { rows } = await db.query<{ open: boolean; last: string | null }>(
    `SELECT EXISTS (SELECT FROM run WHERE queue_seq > $1 AND status IN ('queued', 'running'))
         OR EXISTS (SELECT FROM server_slot WHERE attempt_id IS NOT NULL)
         OR EXISTS (SELECT FROM audit WHERE id > $3 AND NOT EXISTS (SELECT FROM audit_seal WHERE audit_id = audit.id)) AS open,
       (SELECT xid || '-' || id FROM event WHERE id > $2 ORDER BY xid DESC, id DESC LIMIT 1) AS last`,
    [since.queueSeq.toString(), since.eventId.toString(), since.auditId.toString()],
  );
  const [row] = rows;
  if (row === undefined || row.open) return { isQuiet: false, at: null };
  const { last } = row;
  return { isQuiet: streams.every(({ seen }) => last === null || seen.positions.includes(last)), at: last };
}
