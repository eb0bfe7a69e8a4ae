"use client";

import { useRef } from "react";
import { useDraft } from "#components/comments/use-comments";
import { usePost } from "#components/comments/use-post";
import { useDrawing } from "#components/drawing/use-drawing";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { toast } from "#components/ui/toast";
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
  const keep = useRef<HTMLButtonElement>(null);
  const { post, isPosting, error } = usePost({ id: outputId }, outputId, undefined, endDrawing);
  function throwAway() {
    drafts.change(outputId, { shapes: [] });
    endDrawing();
    const action = { label: "Bring it back", run: () => drafts.change(outputId, { shapes }) };
    toast.info(`Thrown away: ${countShapes(shapes)}.`, { action });
  }
  return (
    <Dialog open onOpenChange={(open) => !open && changeDrawing({ asking: null })}>
      <DialogContent
        title="Post what you drew?"
        description={`${countShapes(shapes)} on ${seedTail(seed)}, seen only by you so far.`}
        // What a hand that goes on typing would press loses nothing and publishes nothing.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          keep.current?.focus();
        }}
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
          <Button variant="ghost" onClick={throwAway}>
            Throw away
          </Button>
          <Button ref={keep} onClick={endDrawing}>
            Keep as a draft
          </Button>
          <Button variant="primary" busy={isPosting} onClick={post}>
            Post
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
