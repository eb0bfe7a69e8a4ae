import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { OutputKind, OutputState } from "#lib/run/output-summary-schema";
import type { OutputDetail, OutputView, StackEntry } from "./output-schema.ts";

export type OutputFilter = {
  state?: OutputState | undefined;
  project?: string | undefined;
  workflow?: string | undefined;
  run?: string | undefined;
  kind?: OutputKind | "reviewable" | undefined;
  q?: string | undefined;
  /** Ids with commas between them: only those of them that match the rest. */
  ids?: string | undefined;
  order?: "oldest" | "newest" | undefined;
};

export const outputKeys = {
  all: ["outputs"] as const,
  lists: ["outputs", "list"] as const,
  list: (filter: OutputFilter) => ["outputs", "list", filter] as const,
  stacks: ["outputs", "stack"] as const,
  detail: (id: string) => ["outputs", "detail", id] as const,
};

export function outputQuery(id: string) {
  return queryOptions({
    queryKey: outputKeys.detail(id),
    queryFn: ({ signal }) => apiGet<OutputDetail>(`/api/v1/outputs/${id}`, { signal }),
  });
}

/** The stack an output belongs to; it grows from the moment a child is queued. */
export function stackQuery(id: string) {
  return queryOptions({
    queryKey: [...outputKeys.stacks, id] as const,
    queryFn: async ({ signal }) =>
      (await apiGet<{ items: StackEntry[] }>(`/api/v1/outputs/${id}/stack`, { signal })).items,
  });
}

/** One page; the review desk keeps its own frozen list of them. */
export function fetchOutputs(
  filter: OutputFilter,
  page: { cursor?: string | undefined; limit: number; signal?: AbortSignal },
): Promise<Page<OutputView>> {
  const { signal, ...paging } = page;
  return apiGet(withQuery("/api/v1/outputs", { ...filter, ...paging }), signal ? { signal } : {});
}

export function outputListQuery(filter: OutputFilter = {}, limit = 50) {
  return infiniteQueryOptions({
    queryKey: [...outputKeys.list(filter), limit] as const,
    queryFn: ({ pageParam, signal }) => fetchOutputs(filter, { cursor: pageParam, limit, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const countedTo = 100;

export const waitingCountKey = [...outputKeys.lists, "waiting"] as const;

/** How many pictures wait for a verdict, counted to a hundred: `more` says that there are others. */
export function waitingCountQuery() {
  return queryOptions({
    queryKey: waitingCountKey,
    queryFn: async ({ signal }) => {
      const page = await fetchOutputs({ state: "pending", kind: "reviewable" }, { limit: countedTo, signal });
      return { count: page.items.length, more: page.nextCursor !== null };
    },
  });
}

/** Whether anything was ever made here that can be reviewed, whatever became of it. */
export function anyOutputQuery() {
  return queryOptions({
    queryKey: [...outputKeys.lists, "any"] as const,
    queryFn: async ({ signal }) =>
      (await fetchOutputs({ kind: "reviewable" }, { limit: 1, signal })).items.length > 0,
  });
}
