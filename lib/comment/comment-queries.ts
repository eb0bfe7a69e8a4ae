import { queryOptions } from "@tanstack/react-query";
import { apiGet, apiSend, withQuery } from "#lib/http/browser/api";
import type {
  CommentPage,
  CommentView,
  EditCommentInput,
  PostCommentInput,
  ReadMarkAnswer,
  Wordings,
} from "./comment-schema.ts";

export const commentKeys = {
  all: ["comments"] as const,
  of: (outputId: string) => ["comments", outputId] as const,
};

/** All that was said about an output, oldest first, and how far one has read. */
export function commentsQuery(outputId: string) {
  return queryOptions({
    queryKey: commentKeys.of(outputId),
    queryFn: ({ signal }) => fetchComments(outputId, signal),
  });
}

async function fetchComments(
  outputId: string,
  signal: AbortSignal,
): Promise<Omit<CommentPage, "nextCursor">> {
  const items: CommentView[] = [];
  let cursor: string | null | undefined;
  for (;;) {
    const path = withQuery(`/api/v1/outputs/${outputId}/comments`, { cursor });
    const page = await apiGet<CommentPage>(path, { signal });
    items.push(...page.items);
    if (page.nextCursor === null) return { items, readUpTo: page.readUpTo };
    cursor = page.nextCursor;
  }
}

/** Sent again with the same key after a lost answer, it is posted once. */
export function sendComment(
  outputId: string,
  comment: PostCommentInput,
  idempotencyKey: string,
): Promise<CommentView> {
  return apiSend("POST", `/api/v1/outputs/${outputId}/comments`, comment, { idempotencyKey });
}

/** What a comment said before; kept under its output's comments, so that an edit makes it old. */
export function wordingsQuery({ id, outputId }: Pick<CommentView, "id" | "outputId">) {
  return queryOptions({
    queryKey: [...commentKeys.of(outputId), "wordings", id] as const,
    queryFn: async ({ signal }) =>
      (await apiGet<Wordings>(`/api/v1/comments/${id}/wordings`, { signal })).items,
  });
}

export function sendEdit(commentId: string, edit: EditCommentInput): Promise<CommentView> {
  return apiSend("PUT", `/api/v1/comments/${commentId}`, edit);
}

export function sendDeletion(commentId: string): Promise<CommentView> {
  return apiSend("DELETE", `/api/v1/comments/${commentId}`);
}

export function sendResolution(commentId: string, isResolved: boolean): Promise<CommentView> {
  return apiSend(isResolved ? "PUT" : "DELETE", `/api/v1/comments/${commentId}/resolution`);
}

export function sendReadMark(outputId: string, upTo: number): Promise<ReadMarkAnswer> {
  return apiSend("PUT", `/api/v1/outputs/${outputId}/read-mark`, { upTo });
}
