"use client";

import { CircleHelp, ListFilter } from "lucide-react";
import { useState } from "react";
import { ArrivalsPill } from "#components/review/arrivals-pill";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { FilterBar } from "#components/review/filter-bar";
import { GridViewChoice } from "#components/review/grid-view";
import { VerdictGlyph } from "#components/review/verdict-mark";
import { cn } from "#components/ui/cn";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import { stateWords } from "#lib/output/state-words";
import { countStates, positionOf, type Desk } from "#lib/review/browser/desk";
import { chipsOf } from "#lib/review/browser/filter-words";
import { isQueue, type ReviewFilter } from "#lib/review/browser/review-filter";

type DeskHeaderProps = { onFilter: (filter: ReviewFilter) => void; onHelp: () => void };

export function DeskHeader({ onFilter, onHelp }: DeskHeaderProps) {
  const { filter } = useDeskParts();
  const { caps } = useKeys();
  // On a phone the filters are folded away: the pictures need the room.
  const [isUnfolded, setUnfolded] = useState(false);
  const inForce = chipsOf(filter).length;
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b bg-surface px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 md:flex-nowrap">
        <h1 className="text-base font-semibold max-[359px]:sr-only">Review</h1>
        <Counts />
        <ArrivalsPill />
        <div className="ml-auto flex items-center gap-2">
          <GridViewChoice />
          <Button
            variant="ghost"
            size="icon"
            aria-label={inForce === 0 ? "Filters" : `Filters, ${inForce} in force`}
            aria-expanded={isUnfolded}
            className="relative md:hidden"
            onClick={() => setUnfolded(!isUnfolded)}
          >
            <ListFilter aria-hidden />
            {inForce > 0 && (
              <span
                aria-hidden
                className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-ink tabular"
              >
                {inForce}
              </span>
            )}
          </Button>
          <Tooltip label="All keys" keys={caps("help")} side="bottom">
            <Button variant="ghost" size="icon" aria-label="All keys" onClick={onHelp}>
              <CircleHelp aria-hidden />
            </Button>
          </Tooltip>
        </div>
      </div>
      <div className={cn("min-w-0 md:flex", isUnfolded ? "flex" : "hidden")}>
        <FilterBar filter={filter} onChange={onFilter} />
      </div>
    </header>
  );
}

/** Position of total, and the verdicts in this list as the server has them. */
function Counts() {
  const { filter } = useDeskParts();
  const text = useDesk(describePosition);
  const tally = useDesk((desk) => {
    const counts = countStates(desk);
    return `${counts.approved} ${counts.rejected} ${counts.reseeded}`;
  });
  const [approved, rejected, reseeded] = tally.split(" ");
  return (
    <p className="flex shrink-0 items-center gap-3 text-xs text-soft tabular">
      <span>{text}</span>
      {isQueue(filter) && (
        <span className="flex items-center gap-2.5">
          <Count state="approved" value={approved} />
          <Count state="rejected" value={rejected} />
          <Count state="reseeded" value={reseeded} />
        </span>
      )}
    </p>
  );
}

function Count({ state, value }: { state: "approved" | "rejected" | "reseeded"; value: string | undefined }) {
  return (
    <span className="flex items-center gap-0.5" title={stateWords[state]}>
      <VerdictGlyph state={state} />
      {value}
      <span className="sr-only"> {stateWords[state].toLowerCase()}</span>
    </span>
  );
}

function describePosition(desk: Desk): string {
  if (!desk.isRead) return "";
  const total = desk.order.length.toLocaleString();
  return `${(positionOf(desk, desk.cursor) + 1).toLocaleString()} of ${total}${desk.isWhole ? "" : "+"}`;
}
