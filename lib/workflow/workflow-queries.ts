import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { WorkflowDetail, WorkflowView } from "./workflow-schema.ts";

export const workflowKeys = {
  all: ["workflows"] as const,
  list: ["workflows", "list"] as const,
  detail: (name: string) => ["workflows", "detail", name] as const,
};

/** Published workflows and broken ones; a screen shows the broken ones as such. */
export function workflowListQuery() {
  return queryOptions({
    queryKey: workflowKeys.list,
    queryFn: ({ signal }) =>
      apiGet<Page<WorkflowView>>("/api/v1/workflows?include=broken&limit=200", { signal }),
  });
}

export function workflowQuery(name: string) {
  return queryOptions({
    queryKey: workflowKeys.detail(name),
    queryFn: ({ signal }) =>
      apiGet<WorkflowDetail>(`/api/v1/workflows/${encodeURIComponent(name)}`, { signal }),
  });
}
