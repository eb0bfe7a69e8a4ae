"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { shownRuns } from "#components/generate/use-generate";
import { runListQuery } from "#lib/run/run-queries";
import type { RunView } from "#lib/run/run-schema";

export type LatestRunsState = {
  readonly items: readonly RunView[];
  readonly isPending: boolean;
  readonly error: unknown;
};

/** My newest runs of a workflow, first the newest. Read from the server, so a reload shows the same. */
export function useLatestRuns(workflow: string): LatestRunsState {
  const { data, isPending, error } = useInfiniteQuery(runListQuery({ workflow, by: "me" }, shownRuns));
  return { items: data?.pages[0]?.items ?? [], isPending, error };
}
