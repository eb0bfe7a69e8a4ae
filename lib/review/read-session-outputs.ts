import type { Actor } from "#lib/account/actor";
import { byItsValues, type Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import { awaits } from "#lib/output/decision-sql";
import { presentOutput } from "#lib/output/output-row";
import { readListedOutputs } from "#lib/output/read-outputs";
import { Prisma } from "#prisma";
import { requireSession } from "./read-sessions.ts";
import type { SessionRow } from "./session-row.ts";
import type { NextOutput, NextQuery, SessionWindow, WindowQuery } from "./session-schema.ts";

type Listed = { id: string; position: number; isSkipped: boolean };

/** A window of a session's frozen list. Reading it at any depth costs the same: positions are an index. */
export async function readWindow(
  db: Db,
  actor: Actor,
  sessionId: string,
  { from: asked, around, limit }: WindowQuery,
): Promise<SessionWindow> {
  const { id, total } = await requireSession(db, actor, sessionId);
  const middle = around === undefined ? null : await findPosition(db, id, around);
  const from = middle === null ? asked : Math.max(0, middle - Math.floor(limit / 2));
  const listed = await db.$queryRaw<Listed[]>`
    SELECT l.output_id AS id, l.position, (k.output_id IS NOT NULL) AS "isSkipped"
    FROM review_session_output l
    LEFT JOIN review_session_skip k ON k.session_id = l.session_id AND k.output_id = l.output_id
    WHERE l.session_id = ${id}::uuid AND l.position >= ${from} AND l.position < ${from + limit}
    ORDER BY l.position`;
  const rows = await readListedOutputs(
    db,
    actor,
    listed.map((line) => line.id),
  );
  const lines = new Map(listed.map((line) => [line.id, line]));
  const items = rows.flatMap((row) => {
    const line = lines.get(row.id);
    return line === undefined
      ? []
      : [{ ...presentOutput(row), position: line.position, isSkipped: line.isSkipped }];
  });
  return { items, from, total };
}

/** Nearly always there is an undecided one among so many positions, and looking at those takes a few milliseconds. */
const mostNear = 2000;

/**
 * Where the next undecided output stands, seen from a position: on in that direction, then round once from the other
 * end, and the skipped ones only when no other is left. Null when everything is decided.
 */
export async function readNext(
  db: Db,
  actor: Actor,
  sessionId: string,
  { from, direction }: NextQuery,
): Promise<NextOutput> {
  const session = await requireSession(db, actor, sessionId);
  for (const [lowest, highest] of nearestOf(session.total - 1, from, direction)) {
    const next = await findAmong(db, session, { lowest, highest, direction });
    if (next !== null) return { next };
  }
  return { next: await findAnywhere(db, session, { from, direction }) };
}

/** Ranges of positions to look through first: on from `from`, and from the other end when nothing is left between. */
function nearestOf(last: number, from: number, direction: Direction): [lowest: number, highest: number][] {
  if (direction === "next") {
    const onward: [number, number] = [from + 1, from + mostNear];
    return from + mostNear < last ? [onward] : [onward, [0, Math.min(from - 1, mostNear)]];
  }
  const onward: [number, number] = [from - mostNear, from - 1];
  return from - mostNear > 0 ? [onward] : [onward, [Math.max(from + 1, last - mostNear), last]];
}

type Next = NonNullable<NextOutput["next"]>;
type Direction = NextQuery["direction"];

/** The first one in that direction, skipped ones left out, between two positions that are not far apart. */
async function findAmong(
  db: Db,
  { id, reviewerId }: SessionRow,
  { lowest, highest, direction }: { lowest: number; highest: number; direction: Direction },
): Promise<Next | null> {
  const [next] = await db.$queryRaw<Next[]>`
    SELECT l.position, l.output_id AS id, false AS "isSkipped"
    FROM review_session_output l JOIN output o ON o.id = l.output_id
    WHERE l.session_id = ${id}::uuid AND l.position BETWEEN ${lowest} AND ${highest} AND ${awaits(reviewerId)}
      AND NOT EXISTS (
        SELECT FROM review_session_skip k WHERE k.session_id = ${id}::uuid AND k.output_id = l.output_id)
    ORDER BY l.position ${orderIn(direction)}
    LIMIT 1`;
  return next ?? null;
}

/**
 * In a long list that is nearly done: what is undecided at all is told by an index alone and met with the list, before
 * any output is looked at. Those that are left are looked at in order, until one awaits the reviewer.
 */
async function findAnywhere(
  db: Db,
  { id, projectIds, reviewerId }: SessionRow,
  { from, direction }: NextQuery,
): Promise<Next | null> {
  const isBehind = direction === "next" ? Prisma.sql`l.position < ${from}` : Prisma.sql`l.position > ${from}`;
  const [next] = await db.$queryRaw<Next[]>`${byItsValues}
    SELECT undecided.position, undecided.id, undecided."isSkipped"
    FROM (
      SELECT l.position, l.output_id AS id, (k.output_id IS NOT NULL) AS "isSkipped", ${isBehind} AS "isBehind"
      FROM review_session_output l
      LEFT JOIN review_session_skip k ON k.session_id = l.session_id AND k.output_id = l.output_id
      WHERE l.session_id = ${id}::uuid AND l.position <> ${from} AND l.output_id IN (
        SELECT pending.id FROM output pending
        WHERE pending.project_id = ANY(${projectIds}::uuid[]) AND pending.state = 'pending')
      ORDER BY "isSkipped", "isBehind", l.position ${orderIn(direction)}
      OFFSET 0
    ) undecided
    WHERE (SELECT ${awaits(reviewerId)} FROM output o WHERE o.id = undecided.id)
    ORDER BY undecided."isSkipped", undecided."isBehind", undecided.position ${orderIn(direction)}
    LIMIT 1`;
  return next ?? null;
}

function orderIn(direction: Direction): Prisma.Sql {
  return direction === "next" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
}

/** Where an output stands in a session; null when it is not listed. */
export async function findPosition(db: Db | Tx, sessionId: string, outputId: string): Promise<number | null> {
  if (!isId(outputId)) return null;
  const [row] = await db.$queryRaw<{ position: number }[]>`
    SELECT position FROM review_session_output
    WHERE session_id = ${sessionId}::uuid AND output_id = ${outputId}::uuid`;
  return row?.position ?? null;
}
