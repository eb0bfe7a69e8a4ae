"use client";

import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useResting } from "#components/review/large/use-resting";
import { commentsQuery } from "#lib/comment/comment-queries";
import { emptyDraft, type CommentDraft } from "#lib/comment/browser/comment-drafts";

/** What was said about an output, if there is any. Asked for only once the picture has been looked at for a moment. */
export function useComments({ id, count }: { id: string; count: number }) {
  const restingId = useResting(id);
  return useQuery({ ...commentsQuery(id), enabled: count > 0 && restingId === id });
}

/** What is typed and drawn at a place and not posted. */
export function useDraft(place: string): CommentDraft {
  const { drafts } = useDeskParts();
  return useSyncExternalStore(
    drafts.subscribe,
    () => drafts.read(place),
    () => emptyDraft,
  );
}
