import { type Actor, authorise, may } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import type { CommentView } from "./comment-schema.ts";
import { markDeleted } from "./comment-store.ts";
import { presentComment, requireComment } from "./read-comments.ts";

/**
 * Takes one's own comment out of sight, or anybody's as an owner, with what it drew; a line says who deleted it. Done
 * twice it stays as it was first. 404, 403.
 */
export async function deleteComment(tx: Tx, actor: Actor, id: string, now: Date): Promise<CommentView> {
  const comment = await requireComment(tx, actor, id);
  authorise(actor, "comment.create", comment.projectId);
  const isOwn = comment.actorKind === actor.kind && comment.actorId === actor.id;
  if (!isOwn && !may(actor, "comment.moderate", comment.projectId)) {
    const { actorName } = comment;
    throw new AppError("forbidden", `Only ${actorName} or an owner of the project may delete this comment.`);
  }
  const isChanged = await markDeleted(tx, actor, comment, now);
  return presentComment(isChanged ? await requireComment(tx, actor, id) : comment);
}
