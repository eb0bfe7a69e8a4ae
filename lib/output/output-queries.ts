import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { OutputKind } from "#lib/run/output-summary-schema";
import type { Facet, FacetName, OutputCount } from "./facet-schema.ts";
import type { OutputDetail, OutputView, StackEntry } from "./output-schema.ts";

/** The query of a list, field by field as the API takes them; several choices stand in one field with commas. */
export type OutputFilter = {
  kind?: OutputKind | "reviewable" | undefined;
  order?: "oldest" | "newest" | undefined;
  /** Ids with commas between them: only those of them that match the rest. */
  ids?: string | undefined;
  state?: string | undefined;
  readonly [field: string]: string | undefined;
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

/** How many outputs a filter leaves, counted to a thousand. Kept under the lists, so that events make it old. */
export function outputCountQuery({ order: _order, ...filter }: OutputFilter) {
  return queryOptions({
    queryKey: [...outputKeys.lists, "count", filter] as const,
    queryFn: ({ signal }) => apiGet<OutputCount>(withQuery("/api/v1/outputs/count", filter), { signal }),
  });
}

/** What a field of the filter may be set to, with what each value would leave beside the rest of the filter. */
export function facetQuery(facet: FacetName, { order: _order, ...filter }: OutputFilter) {
  return queryOptions({
    queryKey: [...outputKeys.lists, "facet", facet, filter] as const,
    queryFn: async ({ signal }) =>
      (await apiGet<Facet>(withQuery(`/api/v1/outputs/facets/${facet}`, filter), { signal })).items,
  });
}

/** Undecided, without a verdict of one's own, and not asked for by oneself where somebody else approves. */
export const waitingForMe = {
  state: "pending",
  kind: "reviewable",
  awaiting: "me",
  approvableBy: "me",
} as const satisfies OutputFilter;

/** How many pictures wait for one's verdict: what `more` says is that there are others. */
export function waitingCountQuery() {
  return outputCountQuery(waitingForMe);
}

/** Whether anything was ever made here that can be reviewed, whatever became of it. */
export function anyOutputQuery() {
  return queryOptions({
    queryKey: [...outputKeys.lists, "any"] as const,
    queryFn: async ({ signal }) =>
      (await fetchOutputs({ kind: "reviewable", archived: "all" }, { limit: 1, signal })).items.length > 0,
  });
}
