import { type Actor, authorise, may } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { type DecisionJson, type OutputRow, panelOf, presentOutput } from "#lib/output/output-row";
import { applyDecision, requireOutput } from "./apply-decision.ts";
import type { UndoAnswer } from "./decision-schema.ts";
import { mayWithdraw } from "./decision-status.ts";
import { ownVerdict, requireLegal, requireUnlocked, staleConflict, withdrawalOf } from "./judge-decision.ts";

/**
 * Withdraws the decision in force; both stay in the history. One's own, or anybody's as an owner. Undoing a re-seed
 * cancels the children still queued and says how many had started. 404, 403, and 409 with the current output when
 * its review is closed, nothing is in force, or `expected` is given and stale.
 */
export async function undoDecision(
  tx: Tx,
  actor: Actor,
  outputId: string,
  { expected }: { expected?: number | undefined },
  now: Date,
): Promise<UndoAnswer> {
  const output = await requireOutput(tx, actor, outputId);
  const isOwner = may(actor, "people.manage", output.projectId);
  const withdrawn = withdrawnBy(actor, output, isOwner);
  // Who may re-seed may also take it back.
  const isReseed = withdrawn?.verdict === "reseeded";
  authorise(actor, isReseed ? "output.reseed" : "output.decide", output.projectId);
  requireUnlocked(output);
  if (expected !== undefined && expected !== output.revision) throw staleConflict(output);
  requireLegal(output, "withdrawn", withdrawn);
  if (withdrawn !== null && !mayWithdraw(giverOf(withdrawn), actor, isOwner)) {
    const { name } = giverOf(withdrawn);
    throw new AppError(
      "forbidden",
      `${name} decided this; only ${name} or an owner may take it back. You can put another verdict instead.`,
    );
  }
  const rows = [withdrawalOf(withdrawn, output.revision)];
  const { output: after, children } = await applyDecision(tx, actor, output, rows, now);
  return { ...presentOutput(after), children };
}

/**
 * The verdict that would be withdrawn: of several one's own, else the one that the state is from, and for an owner the
 * last of those they may see.
 */
function withdrawnBy(actor: Actor, output: OutputRow, isOwner: boolean): DecisionJson | null {
  if (output.reviewers === 1) return output.decision;
  const own = ownVerdict(actor, output) ?? output.decision;
  if (own !== null || !isOwner) return own;
  const last = panelOf(output)?.others.at(-1);
  return output.verdicts?.find(({ id }) => id === last?.id) ?? null;
}

function giverOf({ actorKind: kind, actorId: id, actorName: name }: DecisionJson) {
  return { kind, id, name };
}
