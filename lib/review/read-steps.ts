import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import { isInForce } from "#lib/output/decision-sql";
import { Prisma } from "#prisma";
import type { StepView } from "./step-schema.ts";

/** Decisions of one step, whatever became of them. */
export type StepRow = {
  decisionId: string;
  outputId: string;
  sessionId: string | null;
  stepId: string | null;
  verdict: StepView["verdict"];
  seed: string | null;
  createdAt: Date;
  isInForce: boolean;
};

/** How far back undo reaches where no session says. */
const reachMs = 24 * 60 * 60 * 1000;

/** Where one reviewer decides a verdict stands as long as it is the last row; of several, until it is withdrawn. */
const stands = Prisma.sql`
  CASE WHEN o.reviewers = 1 THEN o.revision = d.revision ELSE ${isInForce("d")} END`;

const columns = Prisma.sql`
  d.id AS "decisionId", d.output_id AS "outputId", d.session_id AS "sessionId", d.step_id AS "stepId", d.verdict,
  r.seed, d.created_at AS "createdAt", ${stands} AS "isInForce"`;

const tables = Prisma.sql`
  decision d JOIN output o ON o.id = d.output_id JOIN run r ON r.id = o.run_id`;

/** The actor's latest step of a session of which anything still stands; without one, the latest outside of sessions. */
export async function readLastStep(
  db: Db | Tx,
  actor: Actor,
  session: string | null,
  now: Date,
): Promise<StepView | null> {
  if (session !== null && !isId(session)) return null;
  const where =
    session === null
      ? Prisma.sql`d.session_id IS NULL AND d.created_at > ${new Date(now.getTime() - reachMs)}`
      : Prisma.sql`d.session_id = ${session}::uuid`;
  const [latest] = await db.$queryRaw<StepRow[]>`
    SELECT ${columns} FROM ${tables}
    WHERE d.actor_id = ${actor.id} AND d.actor_kind = ${actor.kind} AND ${where}
      AND d.verdict <> 'withdrawn' AND ${stands}
    ORDER BY d.id DESC LIMIT 1`;
  if (latest === undefined) return null;
  const rows = latest.stepId === null ? [latest] : await readStep(db, actor, latest.stepId);
  const standing = rows.filter(({ isInForce }) => isInForce);
  return {
    id: latest.stepId ?? latest.decisionId,
    verdict: latest.verdict,
    outputs: standing.map(({ outputId }) => outputId),
    seed: standing.length === 1 ? latest.seed : null,
    at: latest.createdAt.toISOString(),
  };
}

/** The actor's decisions of a step, named by its own id or by that of its one decision. */
export async function readStep(db: Db | Tx, actor: Actor, id: string): Promise<StepRow[]> {
  if (!isId(id)) return [];
  // Ids are in the order of time, and a step is named before its decisions: none of them is older.
  return db.$queryRaw<StepRow[]>`
    SELECT ${columns} FROM ${tables}
    WHERE d.actor_id = ${actor.id} AND d.actor_kind = ${actor.kind} AND d.id >= ${id}::uuid
      AND (d.step_id = ${id}::uuid OR d.id = ${id}::uuid) AND d.verdict <> 'withdrawn'
    ORDER BY d.id`;
}
