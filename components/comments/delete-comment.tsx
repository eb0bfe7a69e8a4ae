"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCommentChange } from "#components/comments/use-comment-change";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { sendDeletion } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";
import { outputQuery } from "#lib/output/output-queries";

/** Asks before a comment goes, for it does not come back; a line stays that says who deleted it. */
export function DeleteComment({ comment, onClose }: { comment: CommentView; onClose: () => void }) {
  const { desk } = useDeskParts();
  const client = useQueryClient();
  const { change, isSending, problem } = useCommentChange(comment);
  async function recount() {
    onClose();
    const row = await client.fetchQuery({ ...outputQuery(comment.outputId), staleTime: 0 });
    desk.dispatch({ type: "row-read", row });
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={`Delete comment ${comment.number}?`}
        description={describe(comment)}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        {problem !== undefined && (
          <p role="alert" className="text-sm text-rejected">{`Not deleted. ${problem}`}</p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            busy={isSending}
            onClick={() =>
              void change(
                () => sendDeletion(comment.id),
                () => void recount(),
              )
            }
          >
            Delete it
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function describe({ by, shapes, decision }: CommentView): string {
  const what = shapes.length > 0 ? "What it says and draws goes" : "What it says goes";
  const kept = decision === null ? "" : " The verdict it was given with keeps its note.";
  return `${what} for everybody; a line stays that says who deleted it. Answers stay, too.${kept} It was written by ${by.name}.`;
}
