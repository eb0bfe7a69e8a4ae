"use client";

import { useQueries } from "@tanstack/react-query";
import type { FacetName } from "#lib/output/facet-schema";
import { facetQuery } from "#lib/output/output-queries";
import type { NameOf } from "#lib/review/browser/find/filter-words";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

/** Fields whose values are ids or names of files, with a better name for people. */
const named = ["workflow", "version", "reason", "decidedBy", "submitter"] as const satisfies FacetName[];

/** Names for the ids in a filter; asked for only where one is in force. */
export function useFilterNames(filter: ReviewFilter): NameOf {
  return useQueries({
    queries: named.map((facet) => ({
      ...facetQuery(facet, { kind: "reviewable" }),
      enabled: filter[facet] !== null,
      staleTime: 5 * 60_000,
    })),
    combine: (answers): NameOf => {
      return (field, value) => {
        if (value === "me") return "me";
        const at = named.findIndex((facet) => facet === field);
        return answers[at]?.data?.find((known) => known.value === value)?.label;
      };
    },
  });
}
