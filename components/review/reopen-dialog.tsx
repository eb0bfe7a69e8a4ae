"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Kbd } from "#components/ui/kbd";
import { Textarea } from "#components/ui/textarea";
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

const longest = 2000;

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
  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    finish();
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
        <Field
          label="Why?"
          required
          help="It is stored with the reopening, for everybody in the project."
          error={error}
          aside={`${text.length} / ${longest}`}
        >
          {(control) => (
            <Textarea
              {...control}
              maxLength={longest}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
              onKeyDown={press}
            />
          )}
        </Field>
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
