import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { joinTransaction, type Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { type DecisionJson, type OutputRow, verdictsOf } from "#lib/output/output-row";
import { findOutput, findOutputs } from "#lib/output/read-outputs";
import { cancelQueuedChildren } from "#lib/run/cancel-run";
import { appendDecisions, type Appending, type NewDecision } from "./decision-store.ts";
import { overtaken } from "./judge-decision.ts";

/** The output with what a decision needs to know. 404 when there is none that the actor may see. */
export async function requireOutput(db: Db | Tx, actor: Actor, outputId: string): Promise<OutputRow> {
  const output = await findOutput(db, actor, outputId);
  if (output === null) throw notFound("output");
  return output;
}

/** The output as it now is, and what became of the children of a re-seed that was withdrawn. */
export type AppliedDecision = { output: OutputRow; children: { canceled: number; started: number } };

/**
 * Writes judged rows for one output, in one statement unless children go with them. Of several who decide on one
 * revision at once, one gets through and the others a 409 that names the one, and so does whoever decides when the
 * review has been closed. Withdrawing a re-seed cancels the children that are still queued.
 */
export async function applyDecision(
  db: Db | Tx,
  actor: Actor,
  output: OutputRow,
  rows: readonly NewDecision[],
  now: Date,
  how: Appending = {},
): Promise<AppliedDecision> {
  const append = async (where: Db | Tx): Promise<OutputRow> => {
    const after = (await appendDecisions(where, actor, [{ output, rows }], now, how)).get(output.id);
    if (after === undefined) throw overtaken(await requireOutput(where, actor, output.id));
    return after;
  };
  if (withdrawnReseed(output, rows) === undefined) return { output: await append(db), children: none };
  return joinTransaction(db, async (tx) => ({
    output: await append(tx),
    children: await cancelChildren(tx, actor, output, rows, now),
  }));
}

const none: AppliedDecision["children"] = { canceled: 0, started: 0 };

/**
 * Cancels the children of a re-seed that was withdrawn and that have not started. Where several decide, others' re-seeds
 * of the same output go on.
 */
export async function cancelChildren(
  tx: Tx,
  actor: Actor,
  before: OutputRow,
  rows: readonly NewDecision[],
  now: Date,
): Promise<AppliedDecision["children"]> {
  const withdrawn = withdrawnReseed(before, rows);
  if (withdrawn === undefined) return none;
  const submitterId = before.reviewers > 1 ? withdrawn.actorId : undefined;
  return cancelQueuedChildren(tx, actor, { outputId: before.id, submitterId }, now);
}

function withdrawnReseed(before: OutputRow, rows: readonly NewDecision[]): DecisionJson | undefined {
  return verdictsOf(before).find(
    ({ id, verdict }) => verdict === "reseeded" && rows.some(({ withdraws }) => withdraws === id),
  );
}

/** Those of locked rows that were not moved all the same, because their review has been closed since they were read. */
export async function readLost(
  tx: Tx,
  actor: Actor,
  changes: readonly { output: OutputRow }[],
  moved: ReadonlyMap<string, OutputRow>,
): Promise<Map<string, OutputRow>> {
  const ids = changes.flatMap(({ output: { id } }) => (moved.has(id) ? [] : id));
  return new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
}
