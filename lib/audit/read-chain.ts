import { byItsValues, type Db } from "#lib/db/client";
import { Prisma } from "#prisma";
import type { Checkpoint } from "./checkpoint.ts";

/**
 * The words of an audit line that its hash is over: JSON that anybody can put together and hash again. Written down here
 * once more, apart from the function that seals: what is checked is not asked how to check it.
 */
export const toldSql = Prisma.sql`
  json_build_array(audit.id, audit.xid, audit.at AT TIME ZONE 'UTC', audit.actor_kind, audit.actor_id, audit.actor_name,
                   audit.action, audit.subject_type, audit.subject_id, audit.project_id, audit.data)::text`;

/** What the first line is chained to. */
const noHash = Prisma.sql`decode(repeat('00', 32), 'hex')`;

/** A run of seals that was checked: how many, the last one, and every place at which something is wrong. */
export type Stretch = { count: number; last: bigint; broken: bigint[] };

/** Before every place that there can be: a seal put before the first is found as well. */
export const beforeAll = -(2n ** 63n);

/**
 * Checks the next `size` seals after the place `after`: that no place is left out, that each has its line, and that its
 * hash is over the hash before and the words of that line.
 */
export async function readStretch(db: Db, after: bigint, size: number): Promise<Stretch> {
  const [row] = await db.$queryRaw<{ count: number; last: bigint | null; broken: bigint[] | null }[]>`
    WITH stretch AS MATERIALIZED (
      SELECT place, xid, audit_id, hash FROM audit_seal WHERE place > ${after}::bigint ORDER BY place LIMIT ${size}::int
    ), linked AS (
      SELECT place, hash, seal.xid IS NOT DISTINCT FROM audit.xid AS is_placed,
        lag(place, 1, greatest(${after}::bigint, 0)) OVER along AS place_before,
        lag(hash, 1, coalesce((SELECT hash FROM audit_seal WHERE place = ${after}::bigint), ${noHash})) OVER along AS hash_before,
        ${toldSql} AS told
      FROM stretch seal LEFT JOIN audit ON audit.id = seal.audit_id
      WINDOW along AS (ORDER BY place)
    )
    SELECT count(*)::int AS count, max(place) AS last, array_agg(place ORDER BY place) FILTER (WHERE NOT is_placed
      OR place <> place_before + 1 OR hash IS DISTINCT FROM sha256(hash_before || convert_to(told, 'UTF8'))) AS broken
    FROM linked`;
  return { count: row?.count ?? 0, last: row?.last ?? after, broken: row?.broken ?? [] };
}

export type SealedLine = { action: string; subjectType: string; subjectId: string; at: Date };

/** A seal with what stands in its line now; null where the line is gone. */
export type Seal = { auditId: bigint; hash: string; line: SealedLine | null };

/** The seal at `place`, or null. */
export async function readSeal(db: Db, place: bigint): Promise<Seal | null> {
  const seal = await db.auditSeal.findUnique({ where: { place } });
  if (seal === null) return null;
  const line = await db.audit.findUnique({
    where: { id: seal.auditId },
    select: { action: true, subjectType: true, subjectId: true, at: true },
  });
  return { auditId: seal.auditId, hash: Buffer.from(seal.hash).toString("hex"), line };
}

/** The end of the chain: its length and last hash; null while nothing has been sealed. */
export async function readHead(db: Db): Promise<Checkpoint | null> {
  const head = await db.auditSeal.findFirst({ orderBy: { place: "desc" } });
  return head && { length: head.place, hash: Buffer.from(head.hash).toString("hex") };
}

/**
 * The first lines without a seal that can never get one, because the chain is past their place or will never come to it:
 * they were put in later. At most `most`.
 */
export async function readIntruders(db: Db, most: number): Promise<bigint[]> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    WITH head AS (SELECT xid, audit_id FROM audit_seal ORDER BY place DESC LIMIT 1)
    SELECT id FROM audit
    WHERE NOT EXISTS (SELECT FROM audit_seal seal WHERE seal.audit_id = audit.id)
      AND ((xid, id) < (SELECT xid, audit_id FROM head)
        OR xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + xid_base())
    ORDER BY id LIMIT ${most}::int`;
  return rows.map(({ id }) => id);
}

/** Lines that wait for their seal, and the age of the oldest of them in seconds (0 when there is none). */
export type Unsealed = { lines: number; oldestSeconds: number };

/** Grows with what waits, not with what is sealed: planned by where the chain ends, which is near the end of the table. */
export async function readUnsealed(db: Db): Promise<Unsealed> {
  const head = await db.auditSeal.findFirst({ orderBy: { place: "desc" } });
  const [row] = await db.$queryRaw<Unsealed[]>`
    SELECT count(*)::int AS lines, coalesce(extract(epoch FROM now() - min(at)), 0)::float8 AS "oldestSeconds"
    FROM audit WHERE (xid, id) > (${head?.xid ?? 0n}::bigint, ${head?.auditId ?? 0n}::bigint) ${byItsValues}`;
  return row ?? { lines: 0, oldestSeconds: 0 };
}
