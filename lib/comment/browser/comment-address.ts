import type { CommentView } from "#lib/comment/comment-schema";

/** Where a comment is read: the picture it is about, open at it. */
export function commentPath({ id, outputId }: Pick<CommentView, "id" | "outputId">): string {
  return `/review?output=${outputId}&comment=${id}`;
}

/** The same with this server's name, to be sent to somebody. */
export function commentAddress(comment: Pick<CommentView, "id" | "outputId">): string {
  return `${window.location.origin}${commentPath(comment)}`;
}
