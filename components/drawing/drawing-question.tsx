"use client";

import { useDraft } from "#components/comments/use-comments";
import { usePost } from "#components/comments/use-post";
import { useDrawing } from "#components/drawing/use-drawing";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { changeDrawing, endDrawing, readDrawing } from "#lib/comment/browser/drawing";
import { countShapes } from "#lib/comment/browser/mark-words";
import { seedTail } from "#lib/review/browser/desk/words";

/** Asked when a drawing is left and not posted. Closing the question goes on drawing. */
export function DrawingQuestion() {
  const outputId = useDrawing(({ asking }) => asking);
  return outputId === null ? null : <Question outputId={outputId} />;
}

function Question({ outputId }: { outputId: string }) {
  const { drafts } = useDeskParts();
  const seed = useDesk(({ rows }) => rows.get(outputId)?.seed ?? null);
  const { shapes } = useDraft(outputId);
  const { post, isPosting, error } = usePost({ id: outputId }, outputId, undefined, endDrawing);
  return (
    <Dialog open onOpenChange={(open) => !open && changeDrawing({ asking: null })}>
      <DialogContent
        title="Post what you drew?"
        description={`${countShapes(shapes)} on ${seedTail(seed)}, seen only by you so far.`}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const isBack = readDrawing().on === outputId;
          const canvas = document.querySelector<HTMLElement>("[data-drawing][role=application]");
          if (isBack && canvas) canvas.focus({ preventScroll: true });
          else focusCursor();
        }}
      >
        {error !== undefined && (
          <p role="alert" className="text-rejected">
            {error}
          </p>
        )}
        <DialogFooter>
          <Button
            variant="ghost"
            onClick={() => {
              drafts.change(outputId, { shapes: [] });
              endDrawing();
            }}
          >
            Throw away
          </Button>
          <Button onClick={endDrawing}>Keep as a draft</Button>
          <Button variant="primary" busy={isPosting} onClick={post}>
            Post
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
