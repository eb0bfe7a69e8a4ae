"use client";

import { Composer } from "#components/comments/composer";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Dialog, DialogContent } from "#components/ui/dialog";
import type { OutputView } from "#lib/output/output-schema";
import { seedTail } from "#lib/review/browser/desk/words";

/** A comment on the picture with the cursor, written over the grid. Closing keeps it as a draft. */
export function CommentDialog({ row, onClose }: { row: OutputView; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Comment on ${seedTail(row.seed)}`}
        description="Post it now, or close this: your next verdict on the picture takes it along."
        onEscapeKeyDown={(event) => {
          // The first Esc closes the list of names.
          if (document.querySelector("[data-mentions]") !== null) event.preventDefault();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        <Composer row={row} place={row.id} onDone={onClose} />
      </DialogContent>
    </Dialog>
  );
}
