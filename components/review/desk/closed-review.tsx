"use client";

import { Lock } from "lucide-react";
import { useEffect } from "react";
import { useSession } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { ReopenReview } from "#components/review/decide/reopen-review";
import { useCloseSession } from "#components/review/desk/use-close-session";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { announce } from "#lib/review/browser/desk/announcer";
import { describeTime } from "#lib/review/browser/desk/words";
import type { ReviewClosing } from "#lib/review/closing-schema";

/** The line that says who closed the review and when, and what is left to do: for an owner, to reopen it. */
export function ClosedReview({ closing }: { closing: NonNullable<ReviewClosing["closing"]> }) {
  const mayReopen = useWhyNot("review.close") === undefined;
  const { id, by, at } = closing;
  useEffect(() => {
    announce(`${by.name} closed this review. Verdicts stay as they are.`);
  }, [id, by.name]);
  return (
    <section
      aria-label="Closed review"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-raised px-4 py-1.5 text-xs bare:invisible max-md:large-open:hidden"
    >
      <p className="flex min-w-0 items-center gap-2">
        <Lock aria-hidden className="size-3.5 shrink-0 text-soft" />
        <span className="min-w-0">
          <strong className="font-semibold">{`${by.name} closed this review ${describeTime(at, new Date())}.`}</strong>
          {` Verdicts stay as they are${mayReopen ? "." : "; an owner can reopen it."}`}
        </span>
      </p>
      <span className="flex gap-2">
        <CloseSession />
        {mayReopen && <ReopenReview closing={id} onLeave={focusCursor} />}
      </span>
    </section>
  );
}

/** One's own session has nothing to go on with, so that its receipt is as good as written. */
function CloseSession() {
  const { detail, isOwn } = useSession();
  const { close, isClosing, blocked } = useCloseSession();
  if (detail === null || !isOwn || detail.closedAt !== null || detail.total === 0) return null;
  return (
    <Button size="sm" busy={isClosing} blocked={blocked} onClick={close}>
      Close with a receipt
    </Button>
  );
}
