import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { notFound } from "#lib/errors";
import type { StackEntry } from "./output-schema.ts";
import { findOutput } from "./read-outputs.ts";

/** Nobody looks through more; the newest stay. */
const mostShown = 200;

/**
 * The stack an output belongs to, in the order in which it grew: the first one, and everything re-seeded from it, runs
 * that have not made a picture yet included. 404 when there is none that the actor may see.
 */
export async function readStack(db: Db, actor: Actor, outputId: string): Promise<StackEntry[]> {
  const output = await findOutput(db, actor, outputId);
  if (output === null) throw notFound("output");
  const root = output.rootOutputId ?? output.id;
  // Along the parents, which are indexed: a stack is shallow however many runs there are.
  return db.$queryRaw<StackEntry[]>`
    WITH RECURSIVE stack AS (
      SELECT r.id AS run_id, o.id AS output_id FROM output o JOIN run r ON r.id = o.run_id WHERE o.id = ${root}::uuid
      UNION ALL
      SELECT child.id, o.id FROM stack JOIN run child ON child.parent_output_id = stack.output_id
      LEFT JOIN output o ON o.run_id = child.id
    )
    SELECT "runId", "outputId", "parentOutputId", seed, generation, grain, reason, status, sha256, state, revision
    FROM (
      SELECT r.id AS "runId", o.id AS "outputId", r.parent_output_id AS "parentOutputId", r.seed, r.generation,
             r.grain, r.reason_label AS reason, r.status, o.sha256, o.state, o.revision, r.queue_seq, o.index
      FROM stack JOIN run r ON r.id = stack.run_id LEFT JOIN output o ON o.id = stack.output_id
      ORDER BY r.queue_seq DESC, o.index DESC LIMIT ${mostShown}
    ) newest
    ORDER BY queue_seq, index`;
}
