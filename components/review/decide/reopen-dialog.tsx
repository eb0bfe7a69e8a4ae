"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { NoteField } from "#components/review/decide/note-field";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";

type ReopenDialogProps = {
  title: string;
  /** What reopening it means. */
  description: string;
  /** Resolves when it is open; the dialog stays when it fails. */
  onReopen: (reason: string) => Promise<unknown>;
  onClose: () => void;
  /** Where the focus goes afterwards, unless it is what opened the dialog. */
  onLeave?: () => void;
};

/** Asks why: what is closed is reopened with a written reason only. */
export function ReopenDialog({ title, description, onReopen, onClose, onLeave }: ReopenDialogProps) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const reopen = useMutation({
    mutationFn: onReopen,
    onSuccess: onClose,
    onError: (failure) => {
      leaveWhenSignedOut(failure);
      setError(`It was not reopened. ${asProblem(failure).message}`);
    },
  });
  function finish() {
    if (text.trim() === "") setError("Say why it is reopened: the reason goes on record.");
    else if (!reopen.isPending) reopen.mutate(text.trim());
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={title}
        description={description}
        {...(onLeave && {
          onCloseAutoFocus: (event: Event) => {
            event.preventDefault();
            onLeave();
          },
        })}
      >
        <NoteField
          label="Why?"
          required
          help="It is stored with the reopening, for everybody in the project."
          error={error}
          text={text}
          onChange={(next) => {
            setText(next);
            setError(undefined);
          }}
          onFinish={finish}
        />
        <DialogFooter>
          <Button onClick={onClose}>Leave it closed</Button>
          <Button variant="primary" busy={reopen.isPending} onClick={finish}>
            Reopen <Kbd>Ctrl ↵</Kbd>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
