import { type Actor, authorise, may } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { presentOutput } from "#lib/output/output-row";
import { applyDecision, requireOutput } from "./apply-decision.ts";
import type { UndoAnswer } from "./decision-schema.ts";
import { mayWithdraw } from "./decision-status.ts";
import { requireLegal, staleConflict, withdrawalOf } from "./judge-decision.ts";

/**
 * Withdraws the decision in force; both stay in the history. One's own, or anybody's as an owner. Undoing a re-seed
 * cancels the children still queued and says how many had started. 404, 403, and 409 with the current output when
 * nothing is in force or `expected` is given and stale.
 */
export async function undoDecision(
  tx: Tx,
  actor: Actor,
  outputId: string,
  { expected }: { expected?: number | undefined },
  now: Date,
): Promise<UndoAnswer> {
  const output = await requireOutput(tx, actor, outputId);
  // Who may re-seed may also take it back.
  authorise(actor, output.state === "reseeded" ? "output.reseed" : "output.decide", output.projectId);
  if (expected !== undefined && expected !== output.revision) throw staleConflict(output);
  requireLegal(output, "withdrawn");
  const { decision } = presentOutput(output);
  if (decision !== null && !mayWithdraw(decision.by, actor, may(actor, "people.manage", output.projectId))) {
    const { name } = decision.by;
    throw new AppError(
      "forbidden",
      `${name} decided this; only ${name} or an owner may take it back. You can put another verdict instead.`,
    );
  }
  const rows = [withdrawalOf(output, output.revision)];
  const { output: after, children } = await applyDecision(tx, actor, output, rows, now);
  return { ...presentOutput(after), children };
}
