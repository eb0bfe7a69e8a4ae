"use client";

import { useQuery } from "@tanstack/react-query";
import { CheckCheck, FilterX, Images } from "lucide-react";
import Link from "next/link";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { FilterChips } from "#components/review/filter-bar";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { GridSkeleton } from "#components/review/grid-skeleton";
import { anyOutputQuery } from "#lib/output/output-queries";
import { countStates } from "#lib/review/browser/desk";
import type { ReviewFilter } from "#lib/review/browser/review-filter";

/** A list without a single output: which of the three reasons it is. */
export function EmptyList({ onFilter }: { onFilter: (filter: ReviewFilter) => void }) {
  const { filter } = useDeskParts();
  const isNarrowed = filter.workflow !== null || filter.run !== null || filter.q !== null;
  // One output of any state tells "all decided" from "nothing was ever made".
  const any = useQuery({ ...anyOutputQuery(), enabled: !isNarrowed });
  const whyNotRun = useWhyNot("run.create");
  if (isNarrowed || (filter.state !== "pending" && any.data)) {
    return (
      <EmptyState
        icon={FilterX}
        title="No picture matches"
        actions={
          <>
            {filter.q !== null && filter.state !== "all" && (
              <Button variant="primary" onClick={() => onFilter({ ...filter, state: "all" })}>
                Search all states
              </Button>
            )}
            <FilterChips filter={filter} onChange={onFilter} />
            <Button onClick={() => onFilter({ state: "pending", workflow: null, run: null, q: null })}>
              Show everything to review
            </Button>
          </>
        }
      >
        {filter.q !== null && filter.state === "pending"
          ? "Only pictures without a verdict were searched."
          : "Take a filter away to see more."}
      </EmptyState>
    );
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
  return (
    <EmptyState
      icon={Images}
      title="Nothing has been made yet"
      actions={
        whyNotRun === undefined && (
          <Button asChild variant="primary">
            <Link href="/generate">Generate a first picture</Link>
          </Button>
        )
      }
    >
      {whyNotRun === undefined
        ? "Fill in a form, and its pictures wait here for a verdict."
        : "As soon as an operator has run a workflow, its pictures wait here for a verdict."}
    </EmptyState>
  );
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
