import type { Actor } from "#lib/account/actor";
import type { CarriedComment } from "#lib/comment/comment-schema";
import { addComment } from "#lib/comment/post-comment";
import type { Tx } from "#lib/db/transaction";
import { invalid } from "#lib/errors";
import type { OutputRow } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";

/**
 * Posts the comment that a verdict carries, naming the decision in force, and returns the output as it then is. Refuses
 * as `addComment` does, fields named below `/comment`, and in a blind review; then the verdict goes with it.
 */
export async function withComment(
  tx: Tx,
  actor: Actor,
  { before, after }: { before: OutputRow; after: OutputView },
  comment: CarriedComment,
  now: Date,
): Promise<OutputView> {
  if (before.isBlind && before.state === "pending") {
    const message =
      "Reviews of this workflow are blind, and everybody could read this comment. Say it in the note, or post it by itself.";
    throw invalid([{ path: "/comment", message }]);
  }
  const decision = after.panel?.own ?? after.decision;
  const carried = { ...comment, at: "/comment", ...(decision && { decisionId: decision.id }) };
  const { id: _id, ...counts } = await addComment(tx, actor, before, carried, now);
  return { ...after, ...counts };
}
