import type { CommentView } from "#lib/comment/comment-schema";

/** A comment and what was answered, oldest first. */
export type Thread = { root: CommentView; answers: readonly CommentView[] };

/** The threads of an output in the order in which they began. */
export function threadsOf(comments: readonly CommentView[]): Thread[] {
  const answers = Map.groupBy(comments, ({ parentId }) => parentId);
  return (answers.get(null) ?? []).map((root) => ({ root, answers: answers.get(root.id) ?? [] }));
}

/** Those that somebody else posted after what one had read. */
export function isNews(comment: CommentView, readUpTo: number, personId: string): boolean {
  return comment.deleted === null && comment.number > readUpTo && comment.by.id !== personId;
}
