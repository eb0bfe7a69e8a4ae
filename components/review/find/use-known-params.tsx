"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { knownParams, type KnownParam } from "#lib/review/browser/find/known-params";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

const none: readonly KnownParam[] = [];

/** What pictures can be looked for by, beside what holds for all of them; read only where it `isWanted`. */
export function useKnownParams(filter: ReviewFilter, isWanted = true): readonly KnownParam[] {
  const { data } = useQuery({ ...workflowListQuery(), enabled: isWanted });
  return useMemo(() => (data === undefined ? none : knownParams(data.items, filter)), [data, filter]);
}
