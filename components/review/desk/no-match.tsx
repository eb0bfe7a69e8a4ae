"use client";

import { useQueries } from "@tanstack/react-query";
import { FilterX } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFilterNames } from "#components/review/find/use-filter-names";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { describeCount } from "#lib/output/describe-count";
import { outputCountQuery } from "#lib/output/output-queries";
import { describeState } from "#lib/output/state-words";
import { chipsOf, describeFilter, type NameOf } from "#lib/review/browser/find/filter-words";
import { plainFilter, toOutputFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";

type NoMatchProps = { filter: ReviewFilter; onFilter: (filter: ReviewFilter) => void };

/** The filter in words, and which part of it to take away to see most. */
export function NoMatch({ filter, onFilter }: NoMatchProps) {
  const nameOf = useFilterNames(filter);
  const ways = useWaysOut(filter, nameOf);
  const face = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The control that brought this about is drawn anew; whoever used it by keyboard goes on from here.
    if (document.activeElement === document.body) face.current?.focus();
  }, []);
  const [best, ...others] = ways.filter(({ found }) => found !== null && found > 0);
  return (
    <div ref={face} tabIndex={-1} className="outline-none">
      <EmptyState
        icon={FilterX}
        title="No picture matches"
        actions={
          <>
            {best !== undefined && (
              <Button variant="primary" onClick={() => onFilter(best.without)}>
                {`Without ${best.title}: ${best.count}`}
              </Button>
            )}
            {others.map(({ title, count, without }) => (
              <Button key={title} onClick={() => onFilter(without)}>
                {`Without ${title}: ${count}`}
              </Button>
            ))}
            <Button variant="ghost" onClick={() => onFilter(plainFilter)}>
              Show everything to review
            </Button>
          </>
        }
      >
        <p className="break-words">{`${describeFilter(filter, nameOf)}.`}</p>
        <p role="status" className="mt-2">
          {best !== undefined && `Taking away ${best.title} would bring most: ${best.count}.`}
          {best === undefined &&
            ways.length > 1 &&
            ways.every(({ found }) => found === 0) &&
            "Several parts have to go together."}
        </p>
      </EmptyState>
    </div>
  );
}

/** Every part that can be taken away with what would then be left, most first. */
function useWaysOut(filter: ReviewFilter, nameOf: NameOf) {
  const parts = chipsOf(filter, nameOf).map(({ id, title, value, without }) =>
    id === "state" ? null : { title: `${title.toLowerCase()} ${value}`, without },
  );
  const state =
    filter.state === "all"
      ? null
      : { title: `“${describeState(filter.state)}”`, without: { ...filter, state: "all" } };
  const ways = [state, ...parts].filter((way) => way !== null);
  return useQueries({
    queries: ways.map(({ without }) => outputCountQuery(toOutputFilter(without))),
    combine: (answers) =>
      ways
        .map((way, index) => {
          const data = answers[index]?.data;
          // Nothing is said of what is not counted yet.
          if (data === undefined) return { ...way, found: null, count: "" };
          // One that takes long to count is not empty, or it would have been counted.
          return { ...way, found: data.count ?? 1, count: describeCount(data) ?? "many" };
        })
        .toSorted((a, b) => (b.found ?? 0) - (a.found ?? 0)),
  });
}
