import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import type { OutputRow } from "#lib/output/output-row";
import { findOutput } from "#lib/output/read-outputs";
import { cancelQueuedChildren } from "#lib/run/cancel-run";
import { appendDecisions, type NewDecision, type Within } from "./decision-store.ts";
import { staleConflict } from "./judge-decision.ts";

/** The output with what a decision needs to know. 404 when there is none that the actor may see. */
export async function requireOutput(tx: Tx, actor: Actor, outputId: string): Promise<OutputRow> {
  const output = await findOutput(tx, actor, outputId);
  if (output === null) throw notFound("output");
  return output;
}

/** The output as it now is, and what became of the children of a re-seed that was withdrawn. */
export type AppliedDecision = { output: OutputRow; children: { canceled: number; started: number } };

/**
 * Writes judged rows for one output. Of several who decide on one revision at once, one gets through and the others
 * a 409 that names the one. Withdrawing a re-seed cancels the children that are still queued.
 */
export async function applyDecision(
  tx: Tx,
  actor: Actor,
  output: OutputRow,
  rows: readonly NewDecision[],
  now: Date,
  within?: Within,
): Promise<AppliedDecision> {
  const after = (await appendDecisions(tx, actor, [{ output, rows }], now, within)).get(output.id);
  if (after === undefined) throw staleConflict(await requireOutput(tx, actor, output.id));
  const children =
    output.state === "reseeded"
      ? await cancelQueuedChildren(tx, actor, output.id, now)
      : { canceled: 0, started: 0 };
  return { output: after, children };
}
