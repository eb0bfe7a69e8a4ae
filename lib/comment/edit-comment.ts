import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, invalid } from "#lib/errors";
import type { CommentView, EditComment } from "./comment-schema.ts";
import { appendEdit } from "./comment-store.ts";
import { presentComment, requireComment } from "./read-comments.ts";
import { requireMembers } from "./require-members.ts";

/**
 * Puts one's own comment otherwise; its marks and its audience stay, and so does what it said before, on record. 404,
 * 403 for somebody else's, 422 naming the field, also for one that was deleted.
 */
export async function editComment(
  tx: Tx,
  actor: Actor,
  id: string,
  input: EditComment,
  now: Date,
): Promise<CommentView> {
  const comment = await requireComment(tx, actor, id);
  authorise(actor, "comment.create", comment.projectId);
  const { actorKind, actorId, actorName } = comment;
  if (actorKind !== actor.kind || actorId !== actor.id) {
    throw new AppError(
      "forbidden",
      `Only ${actorName} may change what ${actorName} said. Answer it instead.`,
    );
  }
  if (input.body === "" && comment.shapes.length === 0) {
    throw invalid([{ path: "/body", message: "Nothing would be left. Delete the comment instead." }]);
  }
  const mentions = await requireMembers(tx, comment.projectId, input.mentions, "/mentions");
  if (comment.deletedAt === null && input.body === comment.body && isSame(mentions, comment.mentions)) {
    return presentComment(comment);
  }
  const isWritten = await appendEdit(tx, actor, comment, { body: input.body, mentions }, now);
  if (!isWritten) throw invalid([{ path: "", message: "This comment was deleted. Write a new one." }]);
  return presentComment(await requireComment(tx, actor, id));
}

type Called = readonly { id: string }[];

function isSame(one: Called, other: Called): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
}
