"use client";

import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import type { Contradiction, Verdicts } from "#components/review/decide/use-verdicts";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import { stateWords } from "#lib/output/state-words";
import { areVerdictsHeld, holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import { setApart } from "#lib/set-apart";

type ContradictionDialogProps = {
  question: Contradiction;
  onApply: Verdicts["confirm"];
  onClose: () => void;
};

const verbs = { approved: "Approve", rejected: "Reject", reseeded: "Re-seed" } as const;

/** One decided otherwise a while ago, about this picture or one with the same bytes. Enter applies the new verdict, Esc leaves the old one. */
export function ContradictionDialog({ question, onApply, onClose }: ContradictionDialogProps) {
  const { ruling, before, isTwin } = question;
  const applying = useRef<HTMLButtonElement>(null);
  // Held once more from here: it may have come late. Before it is seen, so that it is never seen unheld.
  useLayoutEffect(() => holdVerdicts(), []);
  function apply() {
    if (areVerdictsHeld()) return;
    onClose();
    onApply(question);
  }
  /** A key held down from the question before does not answer this one. */
  function dropRepeat(event: KeyboardEvent) {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
  }
  const old = stateWords[before.verdict === "withdrawn" ? "pending" : before.verdict].toLowerCase();
  const reason = before.reason === null ? "" : ` (${setApart(before.reason.label)})`;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={
          isTwin ? `You have ${old} the very same image${reason}` : `You have ${old} this picture${reason}`
        }
        description={
          isTwin
            ? `That was another output of this session with the same bytes, ${whenOf(before.at)}. ${verbs[ruling.verdict]} this one all the same?`
            : `That was in this session, ${whenOf(before.at)}. ${verbs[ruling.verdict]} it instead?`
        }
        onKeyDown={dropRepeat}
        onOpenAutoFocus={(event) => {
          // Enter is the focused button's, wherever Tab has taken the focus.
          event.preventDefault();
          applying.current?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        <DialogFooter>
          <Button onClick={onClose}>
            {isTwin ? "Leave it undecided" : `Leave it ${old}`} <Kbd>Esc</Kbd>
          </Button>
          <Button ref={applying} variant="primary" onClick={apply}>
            {verbs[ruling.verdict]} <Kbd>↵</Kbd>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function whenOf(iso: string | null): string {
  if (iso === null) return "a moment ago";
  return `at ${new Date(iso).toLocaleTimeString(undefined, { timeStyle: "short" })}`;
}
