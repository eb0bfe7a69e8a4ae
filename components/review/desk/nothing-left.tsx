"use client";

import { useQuery } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { useClosing } from "#components/review/desk/use-closing";
import { describeCount } from "#lib/output/describe-count";
import type { Facet } from "#lib/output/facet-schema";
import { partsInForce, plainFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import { sessionsQuery } from "#lib/review/session-queries";

type Tally = Facet["items"];

type NothingLeftProps = {
  /** What the filter holds, by state. */
  tally: Tally;
  filter: ReviewFilter;
  onFilter: (filter: ReviewFilter) => void;
};

/** Whether anything of the filter is decided; what took too long to count is not nothing. */
export function isAnyDecided(tally: Tally): boolean {
  return tally.some(({ value, count, more }) => value !== "pending" && (count !== 0 || more));
}

/** How many are undecided that a queue leaves out, because they wait for nobody but other reviewers. */
export function leftToOthers(tally: Tally): number {
  return tally.find(({ value }) => value === "pending")?.count ?? 0;
}

/** A queue without a picture, of which there were some: what they came to, and where to go from here. */
export function NothingLeft({ tally, filter, onFilter }: NothingLeftProps) {
  const receipts = useQuery(sessionsQuery({ open: false, limit: 1 }));
  const receipt = receipts.data?.items[0];
  const waiting = leftToOthers(tally);
  const isPlain = partsInForce(filter) === 0;
  const isDecided = isAnyDecided(tally);
  const isClosed = useClosing() !== null && waiting > 0;
  return (
    <EmptyState
      icon={CheckCheck}
      title={waiting > 0 ? "Nothing is left for you" : "Everything is decided"}
      actions={
        <>
          {isClosed && (
            <Button onClick={() => onFilter({ ...filter, state: "all" })}>Look at all pictures</Button>
          )}
          {waiting > 0 && !isClosed && (
            <Button onClick={() => onFilter({ ...filter, awaiting: "others" })}>Look at your verdicts</Button>
          )}
          {isDecided && (
            <Button onClick={() => onFilter({ ...filter, state: isPlain ? "approved" : "all" })}>
              {isPlain ? "Look at the approved ones" : "Look at the decided ones"}
            </Button>
          )}
          {receipt && (
            <Button asChild>
              <Link href={`/review/receipts/${receipt.id}`}>Your last receipt</Link>
            </Button>
          )}
          {!isPlain && (
            <Button variant="ghost" onClick={() => onFilter(plainFilter)}>
              Show everything to review
            </Button>
          )}
        </>
      }
    >
      {waiting > 0 && (
        <p className="tabular">{isClosed ? describeClosed(waiting) : describeWaiting(waiting)}</p>
      )}
      {isDecided && <p className="tabular">{describeTally(tally)}</p>}
      {!isClosed && <p className="mt-1">New pictures show up here by themselves.</p>}
    </EmptyState>
  );
}

function describeClosed(count: number): string {
  return count === 1
    ? "The review is closed. One picture stays undecided."
    : `The review is closed. ${count.toLocaleString()} pictures stay undecided.`;
}

function describeWaiting(count: number): string {
  return count === 1
    ? "One picture has your verdict and waits for another reviewer."
    : `${count.toLocaleString()} pictures have your verdict and wait for other reviewers.`;
}

function describeTally(tally: Tally): string {
  const parts = tally
    .filter(({ value }) => value !== "pending")
    .map(({ label, ...count }) => `${describeCount(count) ?? "many"} ${label.toLowerCase()}`);
  return `${parts.join(", ")}.`;
}
