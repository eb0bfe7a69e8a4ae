import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";

/**
 * Marks the actor's mention in a comment as read. It concerns nobody else, so it has neither event nor audit line.
 * False when the comment does not call the actor.
 */
export async function saveMentionRead(tx: Tx, actor: Actor, commentId: string, now: Date): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE mention SET read_at = coalesce(read_at, ${now})
    WHERE person_id = ${actor.id} AND comment_id = ${commentId}::uuid`;
  return changed > 0;
}

/** Marks all of the actor's mentions as read that are as old as the comment `upTo`, or older. */
export async function saveMentionsRead(tx: Tx, actor: Actor, upTo: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE mention SET read_at = ${now}
    WHERE person_id = ${actor.id} AND comment_id <= ${upTo}::uuid AND read_at IS NULL`;
}
