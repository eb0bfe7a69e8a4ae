"use client";

import { useQuery } from "@tanstack/react-query";
import { focusCursor } from "#components/review/focus-cursor";
import { StarsAndLabels } from "#components/review/stars-and-labels";
import { Dialog, DialogContent } from "#components/ui/dialog";
import { Skeleton } from "#components/ui/skeleton";
import { outputQuery } from "#lib/output/output-queries";
import { seedTail } from "#lib/review/browser/words";

/** Stars and labels of the picture with the cursor, without leaving the grid. */
export function RateDialog({ outputId, onClose }: { outputId: string; onClose: () => void }) {
  const { data, error } = useQuery(outputQuery(outputId));
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Stars and labels"
        description={`Of the picture ${data === undefined ? "" : seedTail(data.seed)}. They change no verdict.`}
        // Straight to the stars: the way out is Esc.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (event.currentTarget as HTMLElement).querySelector<HTMLElement>("input")?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        {data !== undefined && (
          <div className="-mx-4">
            <StarsAndLabels detail={data} />
          </div>
        )}
        {data === undefined && error === null && <Skeleton className="h-32" />}
        {data === undefined && error !== null && <p role="alert">{error.message}</p>}
      </DialogContent>
    </Dialog>
  );
}
