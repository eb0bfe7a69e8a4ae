"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { DeleteComment } from "#components/comments/delete-comment";
import { useMe, useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Menu, type MenuEntry } from "#components/ui/menu";
import type { CommentView } from "#lib/comment/comment-schema";

/** What can be done with a comment: one's own is edited and deleted, somebody else's an owner may delete. */
export function CommentMenu({ comment, onEdit }: { comment: CommentView; onEdit: () => void }) {
  const { id: personId } = useMe();
  const [isAsking, setAsking] = useState(false);
  const mayComment = useWhyNot("comment.create") === undefined;
  const mayModerate = useWhyNot("comment.moderate") === undefined;
  const isOwn = comment.by.kind === "person" && comment.by.id === personId;
  const entries: MenuEntry[] = [];
  if (isOwn && mayComment)
    entries.push({ type: "action", text: "Edit", icon: Pencil, takesFocus: true, run: onEdit });
  if ((isOwn && mayComment) || mayModerate) {
    const run = () => setAsking(true);
    entries.push({ type: "action", text: "Delete…", icon: Trash2, takesFocus: true, run });
  }
  if (entries.length === 0) return null;
  return (
    <>
      <Menu
        entries={entries}
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`What to do with comment ${comment.number}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      />
      {isAsking && <DeleteComment comment={comment} onClose={() => setAsking(false)} />}
    </>
  );
}
