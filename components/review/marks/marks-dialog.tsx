"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { MarkMany } from "#components/review/marks/mark-many";
import { StarsAndLabels } from "#components/review/marks/stars-and-labels";
import { useMarkingKeys } from "#components/review/marks/use-marking-keys";
import { useWhyNot } from "#components/shell/me-context";
import { Dialog, DialogContent } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import { Skeleton } from "#components/ui/skeleton";
import { outputQuery } from "#lib/output/output-queries";
import { seedTail } from "#lib/review/browser/desk/words";

type MarksDialogProps = {
  /** The picture that keys mean. */
  target: string;
  /** About what is selected instead, where anything is. */
  ofSelection: boolean;
  onClose: () => void;
};

/** Stars and labels of the picture with the cursor, or of what is selected, without leaving it. */
export function MarksDialog({ target, ofSelection, onClose }: MarksDialogProps) {
  const selection = useDesk((desk) => desk.selection);
  // As it was when it was opened: nothing that happens meanwhile changes what it is about.
  const [ids] = useState(() => (ofSelection && selection.size > 0 ? [...selection] : [target]));
  const seed = useDesk(({ rows }) => rows.get(ids[0] ?? "")?.seed ?? null);
  const whyNot = useWhyNot("output.rate");
  const press = useMarkingKeys(ids, onClose);
  const what = ids.length === 1 ? `the picture ${seedTail(seed)}` : `${ids.length.toLocaleString()} pictures`;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Stars and labels"
        description={`Of ${what}. They change no verdict.`}
        onKeyDown={whyNot === undefined ? press : undefined}
        // Straight to the stars, or to the dialog until they are there: digits are heard at once, the way out is Esc.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          const dialog = event.currentTarget as HTMLElement;
          (dialog.querySelector("input") ?? dialog).focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        <div className="-mx-4">
          {ids.length === 1 ? <MarkOne id={ids[0] ?? ""} /> : <MarkMany ids={ids} />}
        </div>
        {whyNot === undefined && (
          <p className="mt-3 flex flex-wrap items-center gap-x-1 gap-y-1.5 text-2xs text-faint max-md:hidden">
            <Kbd>1</Kbd>–<Kbd>5</Kbd> stars, <Kbd>0</Kbd> none, <Kbd>6</Kbd>–<Kbd>9</Kbd> red to blue: gives
            it and closes.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

function MarkOne({ id }: { id: string }) {
  const { data, error } = useQuery(outputQuery(id));
  const part = useRef<HTMLDivElement>(null);
  const isRead = data !== undefined;
  useEffect(() => {
    const dialog = part.current?.closest("[role=dialog]");
    if (isRead && dialog === document.activeElement) part.current?.querySelector("input")?.focus();
  }, [isRead]);
  if (isRead) {
    return (
      <div ref={part}>
        <StarsAndLabels detail={data} isTitled={false} />
      </div>
    );
  }
  return error === null ? <Skeleton className="mx-4 h-32" /> : <p role="alert">{error.message}</p>;
}
