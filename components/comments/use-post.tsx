"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { commentKeys, sendComment } from "#lib/comment/comment-queries";
import type { CommentView, PostCommentInput } from "#lib/comment/comment-schema";
import { isEmpty, type CommentDraft } from "#lib/comment/browser/comment-drafts";
import { endDrawing, readDrawing } from "#lib/comment/browser/drawing";
import type { OutputView } from "#lib/output/output-schema";
import { announce } from "#lib/review/browser/desk/announcer";
import { retryWrite } from "#lib/review/browser/decide/retry-write";

/**
 * Posts the draft at `place`. It is thrown away only once the server has it; a failure keeps it and says why. `onPosted`
 * is not called when the draft was written on meanwhile: there is more to post.
 */
export function usePost(
  { id: outputId }: Pick<OutputView, "id">,
  place: string,
  thread: CommentView | undefined,
  onPosted: () => void,
) {
  const { drafts, desk } = useDeskParts();
  const client = useQueryClient();
  const [isPosting, setPosting] = useState(false);
  const [error, setError] = useState<string>();
  // The same words sent again after a lost answer are posted once.
  const attempt = useRef<{ draft: CommentDraft; key: string } | null>(null);
  const isUnderWay = useRef(false);
  /** Posting was asked for again, of what was written on meanwhile. */
  const isNextAsked = useRef(false);

  async function send(): Promise<void> {
    const draft = drafts.read(place);
    if (isEmpty(draft)) return;
    if (isUnderWay.current) {
      isNextAsked.current = attempt.current?.draft !== draft;
      return;
    }
    isUnderWay.current = true;
    setPosting(true);
    setError(undefined);
    if (attempt.current?.draft !== draft) attempt.current = { draft, key: newIdempotencyKey() };
    const { key } = attempt.current;
    try {
      const comment = await retryWrite(() => sendComment(outputId, toInput(draft, thread), key), wait);
      // Who typed on meanwhile keeps that, and the field.
      const isTypedOn = drafts.read(place) !== draft;
      if (!isTypedOn) drafts.clear(place);
      const row = desk.read().rows.get(outputId);
      if (row && row.lastComment < comment.number) {
        const { number: lastComment, shapes } = comment;
        const comments = row.comments + lastComment - row.lastComment;
        const drawings = row.drawings + shapes.length;
        desk.dispatch({ type: "row-read", row: { ...row, comments, drawings, lastComment } });
      }
      if (readDrawing().on === outputId) endDrawing();
      announce("Comment posted");
      if (!isTypedOn) onPosted();
    } catch (failure) {
      const { fields, message } = asProblem(failure);
      isNextAsked.current = false;
      setError(`Not posted. ${fields?.[0]?.message ?? message}`);
    }
    isUnderWay.current = false;
    setPosting(false);
    void client.invalidateQueries({ queryKey: commentKeys.of(outputId) });
    if (!isNextAsked.current) return;
    isNextAsked.current = false;
    return send();
  }
  return { post: () => void send(), isPosting, error };
}

function toInput(
  { text, audience, mentions, shapes }: CommentDraft,
  thread: CommentView | undefined,
): PostCommentInput {
  const said = { body: text.trim(), audience, mentions: [...mentions], shapes: [...shapes] };
  return thread === undefined ? said : { ...said, parent: thread.id };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
