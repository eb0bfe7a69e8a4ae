"use client";

import { useQuery } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { NoMatch } from "#components/review/no-match";
import { NothingMade } from "#components/review/nothing-made";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { GridSkeleton } from "#components/review/grid-skeleton";
import { anyOutputQuery } from "#lib/output/output-queries";
import { countStates } from "#lib/review/browser/desk";
import { chipsOf } from "#lib/review/browser/filter-words";
import type { ReviewFilter } from "#lib/review/browser/review-filter";

/** A list without a single output: which of the three reasons it is. */
export function EmptyList({ onFilter }: { onFilter: (filter: ReviewFilter) => void }) {
  const { filter } = useDeskParts();
  const isNarrowed = chipsOf(filter).some(({ id }) => id !== "state");
  // One output of any state tells "all decided" from "nothing was ever made".
  const any = useQuery({ ...anyOutputQuery(), enabled: !isNarrowed });
  if (isNarrowed || (filter.state !== "pending" && any.data)) {
    return <NoMatch filter={filter} onFilter={onFilter} />;
  }
  if (any.isPending) return <GridSkeleton />;
  if (any.data) {
    return (
      <EmptyState
        icon={CheckCheck}
        title="Everything is decided"
        actions={
          <Button onClick={() => onFilter({ ...filter, state: "approved" })}>
            Look at the approved ones
          </Button>
        }
      >
        New pictures show up here by themselves.
      </EmptyState>
    );
  }
  return <NothingMade />;
}

/** The list is worked through. The tiles are still there behind it, and so is undo. */
export function AllDecided({ onLookBack }: { onLookBack: () => void }) {
  const { desk } = useDeskParts();
  const counts = useDesk((read) => {
    const { approved, rejected, reseeded } = countStates(read);
    return `${approved} approved, ${rejected} rejected, ${reseeded} re-seeded`;
  });
  const arrivals = useDesk((read) => read.arrivals.length);
  return (
    <div role="status" className="absolute inset-0 z-10 grid place-items-center bg-bg">
      <EmptyState
        icon={CheckCheck}
        title="Everything is decided"
        actions={
          <>
            {arrivals > 0 && (
              <Button variant="primary" onClick={() => desk.dispatch({ type: "arrivals-shown" })}>
                {arrivals === 1 ? "Show the new one" : `Show ${arrivals} new ones`}
              </Button>
            )}
            <Button onClick={onLookBack}>Look at them again</Button>
          </>
        }
      >
        <p className="tabular">{counts}.</p>
      </EmptyState>
    </div>
  );
}
