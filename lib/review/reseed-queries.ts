import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import { outputKeys } from "#lib/output/output-queries";
import type { ReseedOptions, ReseedPreview } from "./reseed-schema.ts";

/** What one output can be varied in; read again when the output changes. */
export function reseedOptionsQuery(id: string) {
  return queryOptions({
    queryKey: [...outputKeys.detail(id), "reseed-options"] as const,
    queryFn: ({ signal }) => apiGet<ReseedOptions>(`/api/v1/outputs/${id}/reseed-options`, { signal }),
    staleTime: 0,
  });
}

/** Which of these outputs can be re-seeded now; at most a hundred. */
export function reseedPreviewQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: [...outputKeys.lists, "reseed-preview", ids] as const,
    queryFn: ({ signal }) =>
      apiGet<ReseedPreview>(withQuery("/api/v1/reseed-preview", { outputs: ids.join(",") }), { signal }),
    staleTime: 0,
  });
}
