import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import { awaits } from "#lib/output/decision-sql";
import { presentOutput } from "#lib/output/output-row";
import { readListedOutputs } from "#lib/output/read-outputs";
import { Prisma } from "#prisma";
import { requireSession } from "./read-sessions.ts";
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
  const { id, reviewerId } = await requireSession(db, actor, sessionId);
  const isOnward = direction === "next";
  const beyond = isOnward ? Prisma.sql`l.position > ${from}` : Prisma.sql`l.position < ${from}`;
  const round = isOnward ? Prisma.sql`l.position < ${from}` : Prisma.sql`l.position > ${from}`;
  for (const isSkipped of [false, true]) {
    for (const where of [beyond, round]) {
      const [next] = await db.$queryRaw<{ position: number; id: string }[]>`
        SELECT l.position, l.output_id AS id
        FROM review_session_output l JOIN output o ON o.id = l.output_id
        WHERE l.session_id = ${id}::uuid AND ${where} AND ${awaits(reviewerId)}
          AND ${isSkipped ? Prisma.empty : Prisma.sql`NOT`} EXISTS (
            SELECT FROM review_session_skip k WHERE k.session_id = ${id}::uuid AND k.output_id = l.output_id)
        ORDER BY l.position ${isOnward ? Prisma.sql`ASC` : Prisma.sql`DESC`}
        LIMIT 1`;
      if (next !== undefined) return { next: { ...next, isSkipped } };
    }
  }
  return { next: null };
}

/** Where an output stands in a session; null when it is not listed. */
export async function findPosition(db: Db | Tx, sessionId: string, outputId: string): Promise<number | null> {
  if (!isId(outputId)) return null;
  const [row] = await db.$queryRaw<{ position: number }[]>`
    SELECT position FROM review_session_output
    WHERE session_id = ${sessionId}::uuid AND output_id = ${outputId}::uuid`;
  return row?.position ?? null;
}
