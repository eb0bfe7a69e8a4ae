"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commentKeys } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";
import { asProblem } from "#lib/http/browser/api-problem";
import { announce } from "#lib/review/browser/desk/announcer";

/** Sends a change of a comment, and reads anew what stands whichever way it went. */
export function useCommentChange({ outputId }: Pick<CommentView, "outputId">) {
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function change(send: () => Promise<CommentView>, onDone: (after: CommentView) => void) {
    if (isSending) return;
    setSending(true);
    setProblem(undefined);
    try {
      const after = await send();
      announce(after.deleted === null ? "Comment changed" : "Comment deleted");
      onDone(after);
    } catch (error) {
      const { fields, message } = asProblem(error);
      setProblem(fields?.[0]?.message ?? message);
    }
    await client.invalidateQueries({ queryKey: commentKeys.of(outputId) });
    setSending(false);
  }
  return { change, isSending, problem };
}
