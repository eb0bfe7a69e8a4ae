"use client";

import { SkipForward } from "lucide-react";
import { useDesk, useSession } from "#components/review/desk/desk-context";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { stateWords } from "#lib/output/state-words";
import { positionOf, type Desk } from "#lib/review/browser/desk/desk";

/** Position of total, and in a session what the server counts in it: verdicts, skipped ones, what is left. */
export function DeskCounts() {
  const text = useDesk(describePosition);
  const { detail } = useSession();
  return (
    <p className="flex shrink-0 items-center gap-3 text-xs text-soft tabular">
      <span data-count="position">{text}</span>
      {detail && (
        <span className="flex items-center gap-2.5">
          <Count state="approved" value={detail.counts.approved} />
          <Count state="rejected" value={detail.counts.rejected} />
          <Count state="reseeded" value={detail.counts.reseeded} />
          <span
            data-count="skipped"
            // Where there is no room it is never there: one that came with the first skip would move every picture.
            className="flex items-center gap-0.5 max-[430px]:sr-only"
            title="Skipped, offered again"
          >
            <SkipForward aria-hidden className="size-3.5 text-faint" />
            {detail.skipped.toLocaleString()}
            <span className="sr-only"> skipped</span>
          </span>
          <span data-count="pending" className="text-faint max-lg:sr-only">
            {`${detail.left.toLocaleString()} left`}
          </span>
        </span>
      )}
    </p>
  );
}

function Count({ state, value }: { state: "approved" | "rejected" | "reseeded"; value: number }) {
  return (
    <span data-count={state} className="flex items-center gap-0.5" title={stateWords[state]}>
      <VerdictGlyph state={state} />
      {value.toLocaleString()}
      <span className="sr-only"> {stateWords[state].toLowerCase()}</span>
    </span>
  );
}

function describePosition(desk: Desk): string {
  if (!desk.isRead) return "";
  const total = desk.order.length.toLocaleString();
  return `${(positionOf(desk, desk.cursor) + 1).toLocaleString()} of ${total}${desk.isWhole ? "" : "+"}`;
}
