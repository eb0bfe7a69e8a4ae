import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { Batch } from "./batch-schema.ts";
import type { RunStatus, RunView } from "./run-schema.ts";

export type RunFilter = {
  project?: string | undefined;
  workflow?: string | undefined;
  status?: RunStatus | "active" | undefined;
  batch?: string | undefined;
  by?: "me" | undefined;
};

export const runKeys = {
  all: ["runs"] as const,
  lists: ["runs", "list"] as const,
  list: (filter: RunFilter) => ["runs", "list", filter] as const,
  detail: (id: string) => ["runs", "detail", id] as const,
  batches: ["runs", "batch"] as const,
  batch: (id: string) => ["runs", "batch", id] as const,
  quotas: ["runs", "quota"] as const,
};

export function runQuery(id: string) {
  return queryOptions({
    queryKey: runKeys.detail(id),
    queryFn: ({ signal }) => apiGet<RunView>(`/api/v1/runs/${id}`, { signal }),
  });
}

/** How the runs of one submission stand. */
export function batchQuery(id: string) {
  return queryOptions({
    queryKey: runKeys.batch(id),
    queryFn: ({ signal }) => apiGet<Batch>(`/api/v1/batches/${encodeURIComponent(id)}`, { signal }),
    retry: false,
  });
}

/** Newest first, page by page. */
export function runListQuery(filter: RunFilter = {}, limit = 50) {
  return infiniteQueryOptions({
    queryKey: [...runKeys.list(filter), limit] as const,
    queryFn: ({ pageParam, signal }) =>
      apiGet<Page<RunView>>(withQuery("/api/v1/runs", { ...filter, limit, cursor: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
