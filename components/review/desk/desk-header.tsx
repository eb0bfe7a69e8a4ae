"use client";

import { CircleHelp, History, ListFilter } from "lucide-react";
import { Link } from "#components/ui/link";
import { Suspense } from "react";
import { DeskCounts } from "#components/review/desk/desk-counts";
import { useDeskParts } from "#components/review/desk/desk-context";
import { ResumedLine } from "#components/review/desk/resumed-line";
import { GridViewChoice } from "#components/review/grid/grid-view";
import { cn } from "#components/ui/cn";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { Tooltip } from "#components/ui/tooltip";
import { useIsPhone } from "#components/ui/use-is-phone";
import { partsInForce } from "#lib/review/browser/find/review-filter";

const ArrivalsPill = lazyPart(() =>
  import("#components/review/desk/arrivals-pill").then((part) => part.ArrivalsPill),
);

const BackfillLine = lazyPart(() =>
  import("#components/review/desk/backfill-line").then((part) => part.BackfillLine),
);

/** What comes and goes moves nothing: it takes what room is left, and on a phone the edge under the counts. */
const inPassing = "min-w-0 max-md:absolute max-md:bottom-0.5 max-md:left-3 max-md:text-2xs";

type DeskHeaderProps = {
  /** On a phone the filters are folded away: the pictures need the room. */
  areFiltersOpen: boolean;
  onFilters: () => void;
  onHelp: () => void;
};

export function DeskHeader({ areFiltersOpen, onFilters, onHelp }: DeskHeaderProps) {
  const { filter } = useDeskParts();
  const { caps } = useKeys();
  const isPhone = useIsPhone();
  const inForce = partsInForce(filter);
  return (
    <header
      className={cn(
        "relative flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-3 py-2 md:flex-nowrap",
        !areFiltersOpen && "max-md:border-b",
      )}
    >
      <h1 className="text-base font-semibold max-[430px]:sr-only">Review</h1>
      <DeskCounts />
      <ResumedLine className={inPassing} />
      <Suspense>
        {!isPhone && <ArrivalsPill />}
        <BackfillLine className={inPassing} />
      </Suspense>
      <div className="ml-auto flex items-center gap-2">
        {/* Of the grid; it keeps its place, so that nothing moves on the way to a picture and back. */}
        <span className="contents md:large-open:*:invisible">
          <GridViewChoice />
        </span>
        <Button
          variant="ghost"
          size="icon"
          aria-label={inForce === 0 ? "Filters" : `Filters, ${inForce} in force`}
          aria-expanded={areFiltersOpen}
          className="relative md:hidden"
          onClick={onFilters}
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
        <Tooltip label="Your sessions" side="bottom">
          <Button variant="ghost" size="icon" aria-label="Your sessions" asChild>
            <Link href="/review/sessions">
              <History aria-hidden />
            </Link>
          </Button>
        </Tooltip>
        <Tooltip label="All keys" keys={caps("help")} side="bottom">
          <Button variant="ghost" size="icon" aria-label="All keys" onClick={onHelp}>
            <CircleHelp aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}
