"use client";

import { useQueries } from "@tanstack/react-query";
import type { Option } from "#components/ui/option-list";
import type { FacetName } from "#lib/output/facet-schema";
import { describeCount } from "#lib/output/describe-count";
import { facetQuery } from "#lib/output/output-queries";
import { fieldTitles } from "#lib/review/browser/find/filter-words";
import { toOutputFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";

const searched = [
  "state",
  "workflow",
  "reason",
  "label",
  "submitter",
  "decidedBy",
  "size",
] as const satisfies FacetName[];
const mostShown = 8;

export type KnownValue = Option & { change: Partial<ReviewFilter> };

/** Values of all fields that hold what was typed, so that nobody has to know which field a name belongs to. */
export function useKnownValues(filter: ReviewFilter, typed: string): KnownValue[] {
  const wanted = typed.toLowerCase();
  return useQueries({
    queries: searched.map((facet) => ({
      ...facetQuery(facet, toOutputFilter(filter)),
      enabled: wanted.length > 1,
    })),
    combine: (answers) =>
      wanted.length < 2
        ? []
        : answers
            .flatMap(({ data = [] }, index) => {
              const facet = searched[index] ?? "state";
              return data
                .filter(({ label }) => label.toLowerCase().includes(wanted))
                .map(({ value, label, ...count }) => ({
                  id: `${facet}:${value}`,
                  label,
                  hint: fieldTitles[facet],
                  detail: describeCount(count),
                  change: { [facet]: value } as Partial<ReviewFilter>,
                }));
            })
            .slice(0, mostShown),
  });
}
