"use client";

import { useRef, useState } from "react";
import { BulkAnswer, type ToldAnswer } from "#components/review/bulk/bulk-answer";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { ReopenDialog } from "#components/review/decide/reopen-dialog";
import { toast } from "#components/ui/toast";
import { announce } from "#lib/review/browser/desk/announcer";
import { closedOf } from "#lib/review/browser/bulk/eligibility";
import { reopenMany } from "#lib/review/browser/bulk/reopen-many";
import { sendReopenings } from "#lib/review/closing-queries";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Reopens what was selected and closed when this was opened; what is refused stays selected. */
export function ReopenMany({ onClose }: { onClose: () => void }) {
  const { desk } = useDeskParts();
  const [ids] = useState(() => closedOf(desk.read()));
  const [others] = useState(() => desk.read().selection.size - ids.length);
  const [answer, setAnswer] = useState<ToldAnswer | null>(null);
  // The dialog ends with the request; what is told about it comes after.
  const isTold = useRef(false);
  async function reopen(reason: string): Promise<void> {
    const given = await reopenMany({ desk, send: sendReopenings, wait }, ids, reason);
    const { done, refused } = given;
    desk.dispatch({ type: "selection-made", ids: refused.map(({ id }) => id) });
    if (refused.length > 0) {
      isTold.current = true;
      setAnswer({ ...given, what: "reopened", isStep: false });
      announce(`${done.length} reopened, ${refused.length} not`, "assertive");
      return;
    }
    announce(`${done.length} reopened`);
    toast.success(done.length === 1 ? "One can be decided again." : `${done.length} can be decided again.`);
  }
  if (answer !== null) return <BulkAnswer answer={answer} onClose={onClose} />;
  const stay = others === 0 ? "" : ` ${others} of the selection ${others === 1 ? "is" : "are"} open already.`;
  return (
    <ReopenDialog
      title={ids.length === 1 ? "Reopen this picture?" : `Reopen ${ids.length} pictures?`}
      description={`Verdicts on ${ids.length === 1 ? "it" : "them"} can be changed by everybody who may decide, until the review is closed again. All others stay closed.${stay}`}
      onReopen={reopen}
      onClose={() => !isTold.current && onClose()}
      onLeave={focusCursor}
    />
  );
}
