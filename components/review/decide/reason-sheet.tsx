"use client";

import { focusCursor } from "#components/review/desk/focus-cursor";
import type { Blocked } from "#components/review/decide/use-blocked";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent } from "#components/ui/dialog";
import type { ReasonView } from "#lib/review/decision-schema";
import type { Ruling } from "#lib/review/browser/decide/judge";

type ReasonSheetProps = {
  reasons: readonly ReasonView[];
  /** What a rejection of this picture has to say. */
  asks: Blocked["asks"];
  give: (ruling: Ruling) => void;
  onOther: () => void;
  onClose: () => void;
};

const refusals = {
  optional: undefined,
  required: "Rejecting a picture of this workflow takes a reason.",
  note: "Rejecting a picture of this workflow takes a note.",
} as const;

/** The reasons as a list for fingers. */
export function ReasonSheet({ reasons, asks, give, onOther, onClose }: ReasonSheetProps) {
  function choose(ruling: Ruling) {
    onClose();
    give(ruling);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Reject because"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        <div className="grid gap-1.5">
          {reasons.map(({ id, label }) => (
            <Button
              key={id}
              size="lg"
              className="justify-start"
              onClick={() => choose({ verdict: "rejected", reason: id })}
            >
              <bdi>{label}</bdi>
            </Button>
          ))}
          <Button size="lg" className="justify-start" onClick={onOther}>
            Other, with a note…
          </Button>
          <Button
            size="lg"
            variant="ghost"
            className="justify-start"
            blocked={refusals[asks]}
            onClick={() => choose({ verdict: "rejected" })}
          >
            No reason
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
