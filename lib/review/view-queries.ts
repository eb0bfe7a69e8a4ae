import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { SavedView } from "./view-schema.ts";

export const viewKeys = { all: ["views"] as const };

/** The saved views of a project: one's own and the shared ones, by name. */
export function viewsQuery(project?: string) {
  return queryOptions({
    queryKey: [...viewKeys.all, project] as const,
    queryFn: async ({ signal }) =>
      (await apiGet<{ items: SavedView[] }>(withQuery("/api/v1/views", { project }), { signal })).items,
    staleTime: 5 * 60_000,
  });
}
