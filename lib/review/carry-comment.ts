import type { Actor } from "#lib/account/actor";
import type { CarriedComment } from "#lib/comment/comment-schema";
import { addComment } from "#lib/comment/post-comment";
import type { Tx } from "#lib/db/transaction";
import type { OutputRow } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";

/**
 * Posts the comment that a verdict carries, naming the decision in force, and returns the output as it then is. Refuses
 * as `addComment` does, fields named below `/comment`; then the verdict goes with it.
 */
export async function withComment(
  tx: Tx,
  actor: Actor,
  { before, after }: { before: OutputRow; after: OutputView },
  comment: CarriedComment,
  now: Date,
): Promise<OutputView> {
  const { decision } = after;
  const carried = { ...comment, at: "/comment", ...(decision && { decisionId: decision.id }) };
  const { comments, drawings } = await addComment(tx, actor, before, carried, now);
  return { ...after, comments, drawings };
}
