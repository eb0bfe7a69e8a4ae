import { Prisma } from "#prisma";
import { isInOpenReview } from "./lock-sql.ts";

/** That decision `d` is the verdict which the state of `output o` is from. Where one reviewer decides it is the last row. */
export const madeTheState = Prisma.sql`
  d.output_id = o.id AND d.revision = coalesce(o.decisive, o.revision) AND d.verdict <> 'withdrawn'`;

/** That a decision of `output o` is a verdict which nothing has withdrawn. */
export function isInForce(alias: "d" | "v"): Prisma.Sql {
  const d = Prisma.raw(alias);
  return Prisma.sql`(${d}.verdict <> 'withdrawn' AND NOT EXISTS (
    SELECT FROM decision later WHERE later.output_id = ${d}.output_id AND later.withdraws_id = ${d}.id))`;
}

/** That `output o` waits for a verdict of somebody: undecided, not put aside, its review open, and none of theirs in. */
export function awaits(reviewerId: string): Prisma.Sql {
  return Prisma.sql`(o.state = 'pending' AND o.archived_at IS NULL AND ${isInOpenReview}
    AND (o.reviewers = 1 OR 0 = ${verdictsOf(reviewerId)}))`;
}

/** That `output o` waits for others: somebody has given it a verdict, it takes more, and its review is open. */
export function awaitsOthers(reviewerId: string): Prisma.Sql {
  return Prisma.sql`(o.state = 'pending' AND o.archived_at IS NULL AND o.reviewers > 1
    AND ${isInOpenReview} AND 0 < ${verdictsOf(reviewerId)})`;
}

/** Counted instead of EXISTS, which Postgres may answer from all that the reviewer ever decided. */
function verdictsOf(reviewerId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT count(*) FROM decision v
    WHERE v.output_id = o.id AND v.actor_id = ${reviewerId} AND ${isInForce("v")})`;
}
