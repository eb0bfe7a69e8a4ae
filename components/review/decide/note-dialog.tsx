"use client";

import { useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { NoteField } from "#components/review/decide/note-field";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import type { ReasonView } from "#lib/review/decision-schema";

type NoteDialogProps = {
  outputId: string;
  onReject: (note: string) => void;
  /** The reason that the note goes with; none for another one. */
  reason?: ReasonView | undefined;
  onClose: () => void;
};

/** Why it is rejected, in words. What is typed is kept at every stroke and belongs to this output alone. */
export function NoteDialog({ outputId, reason, onReject, onClose }: NoteDialogProps) {
  const { drafts } = useDeskParts();
  const [text, setText] = useState(() => drafts.read(outputId).text);
  const [error, setError] = useState<string>();
  function change(next: string) {
    setText(next);
    setError(undefined);
    drafts.change(outputId, { text: next });
  }
  function finish() {
    if (text.trim() === "") setError("Say in a few words what is wrong, or close this and press X.");
    else onReject(text.trim());
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={reason ? `Reject: ${reason.label}` : "Reject for another reason"}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        <NoteField
          label="What is wrong?"
          help="It is stored with the verdict, for everybody in the project."
          error={error}
          text={text}
          onChange={change}
          onFinish={finish}
        />
        <DialogFooter>
          {text !== "" && (
            <Button variant="ghost" onClick={() => change("")}>
              Throw away
            </Button>
          )}
          <Button variant="primary" onClick={finish}>
            Reject <Kbd>Ctrl ↵</Kbd>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
