"use client";

import { useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import type { CommentView } from "#lib/comment/comment-schema";
import { editPlace } from "#lib/comment/browser/comment-drafts";

/** Whether a comment is being put otherwise. An edit that was begun stands open again, after a reload too. */
export function useEditing(comment: CommentView) {
  const { drafts } = useDeskParts();
  const place = editPlace(comment);
  const [isOpen, setOpen] = useState(() => drafts.read(place).text !== "");
  return {
    isOpen,
    begin() {
      drafts.change(place, { text: comment.body, mentions: comment.mentions.map(({ id }) => id) });
      setOpen(true);
    },
    end: () => setOpen(false),
  };
}
