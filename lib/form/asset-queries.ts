import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import type { AssetView } from "#lib/output/asset-schema";

/** An uploaded picture by its id, as a form that was reloaded knows it. */
export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id] as const,
    queryFn: ({ signal }) => apiGet<AssetView>(`/api/v1/assets/${encodeURIComponent(id)}`, { signal }),
    staleTime: Infinity,
    retry: false,
  });
}
