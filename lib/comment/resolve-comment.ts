import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { invalid } from "#lib/errors";
import type { CommentView } from "./comment-schema.ts";
import { setResolution } from "./comment-store.ts";
import { presentComment, requireComment } from "./read-comments.ts";

/** Ends a thread. Whoever may comment may; done twice it stays as it was first. 404, 403, 422 for an answer. */
export async function resolveComment(tx: Tx, actor: Actor, id: string, now: Date): Promise<CommentView> {
  return change(tx, actor, id, true, now);
}

/** Opens a thread again. Refuses as `resolveComment` does. */
export async function reopenComment(tx: Tx, actor: Actor, id: string, now: Date): Promise<CommentView> {
  return change(tx, actor, id, false, now);
}

async function change(tx: Tx, actor: Actor, id: string, isResolved: boolean, now: Date) {
  const comment = await requireComment(tx, actor, id);
  authorise(actor, "comment.create", comment.projectId);
  if (comment.parentId !== null) {
    throw invalid([{ path: "", message: "An answer is resolved with its thread. Name the first comment." }]);
  }
  const isChanged = await setResolution(tx, actor, comment, isResolved, now);
  return presentComment(isChanged ? await requireComment(tx, actor, id) : comment);
}
