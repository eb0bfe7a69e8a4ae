"use client";

import { Lock, LockOpen } from "lucide-react";
import { Suspense, useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useClosing } from "#components/review/desk/use-closing";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { toast } from "#components/ui/toast";
import { ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import { seedTail } from "#lib/review/browser/desk/words";
import { sendReopenings } from "#lib/review/closing-queries";

const ReopenDialog = lazyPart(() =>
  import("#components/review/decide/reopen-dialog").then((part) => part.ReopenDialog),
);

/** Of a picture in a closed review: that it is locked, for an owner the way to reopen it alone, or that it is open. */
export function LockMark({ row }: { row: OutputView }) {
  const { desk } = useDeskParts();
  const closing = useClosing();
  const mayReopen = useWhyNot("review.close") === undefined;
  const [isAsking, setAsking] = useState(false);
  if (row.locked === null) {
    if (closing === null) return null;
    return <Mark icon={LockOpen}>Reopened</Mark>;
  }
  if (!mayReopen) return <Mark icon={Lock}>Closed</Mark>;
  async function reopen(reason: string) {
    const { items } = await sendReopenings({ outputs: [row.id], reason });
    const [answer] = items;
    if (answer?.output) desk.dispatch({ type: "row-read", row: answer.output });
    if (answer?.error) throw new ApiProblem({ code: "conflict", message: answer.error.message });
    toast.success(`${seedTail(row.seed)} can be decided again.`);
  }
  return (
    <>
      <Button variant="ghost" size="sm" aria-label="Reopen this picture" onClick={() => setAsking(true)}>
        <Lock aria-hidden />
        <span className="max-md:sr-only">Reopen…</span>
      </Button>
      {isAsking && (
        <Suspense fallback={<span hidden data-opening />}>
          <ReopenDialog
            title="Reopen this picture?"
            description={`Its verdict can be changed by everybody who may decide, until the review is closed again. The others stay closed. Seed ${seedTail(row.seed)}.`}
            onReopen={reopen}
            onClose={() => setAsking(false)}
            onLeave={focusCursor}
          />
        </Suspense>
      )}
    </>
  );
}

function Mark({ icon: Icon, children }: { icon: typeof Lock; children: string }) {
  return (
    <span className="flex items-center gap-1 text-soft">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="max-md:sr-only">{children}</span>
    </span>
  );
}
