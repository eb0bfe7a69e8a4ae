import { type Db, queryRows } from "#lib/db/client";
import { Prisma } from "#prisma";
import type { EventKind, StreamEvent } from "./event-schema.ts";
import { formatPosition, type Position } from "./position.ts";

/** A line of the outbox with its place; `event.project` says who may see it. */
export type PositionedEvent = { readonly position: Position; readonly event: StreamEvent };

type Row = {
  xid: string;
  id: string;
  kind: string;
  project_id: string | null;
  subject_id: string;
  data: Record<string, unknown>;
  created_at: Date;
};

/**
 * Up to `limit` events after `position`, in order. Only transactions below the oldest one still running are read:
 * ids follow the order of insertion, not of commit, so anything above might still be overtaken, and a reader that
 * had stepped over it would never come back.
 */
export async function readEvents(db: Db, position: Position, limit = 500): Promise<PositionedEvent[]> {
  const rows = await queryRows<Row>(
    db,
    Prisma.sql`
      SELECT event.xid::text, event.id::text, kind, project_id, subject_id, data, created_at FROM event
      WHERE (event.xid, event.id) > (${position.xid}::bigint, ${position.id}::bigint)
        AND event.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_base()
      ORDER BY event.xid, event.id
      LIMIT ${limit}`,
  );
  return rows.map((row) => {
    const at = { xid: BigInt(row.xid), id: BigInt(row.id) };
    return { position: at, event: present(row, at) };
  });
}

/** The place from which a reader misses nothing that is committed from now on. */
export async function latestPosition(db: Db): Promise<Position> {
  const [row] = await db.$queryRaw<{ xid: bigint }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_base() AS xid`;
  if (row === undefined) throw new Error("Postgres told no snapshot.");
  return { xid: row.xid, id: 0n };
}

/**
 * Whether everything after `position` can still be replayed. Not so for a place that this database has not reached
 * (it was restored, or is another one), nor when the events around it have been swept away.
 */
export async function canReplay(db: Db, position: Position): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isReached: boolean; isKept: boolean }[]>`
    SELECT
      ${position.xid}::bigint <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + xid_base() AS "isReached",
      coalesce((SELECT min(id) FROM event) = 1, true)
        OR EXISTS (SELECT FROM event WHERE (xid, id) <= (${position.xid}::bigint, ${position.id}::bigint))
        AS "isKept"`;
  return row !== undefined && row.isReached && row.isKept;
}

function present(row: Row, position: Position): StreamEvent {
  return {
    id: formatPosition(position),
    kind: row.kind as EventKind,
    project: row.project_id,
    subject: row.subject_id,
    data: row.data,
    at: row.created_at.toISOString(),
  };
}
