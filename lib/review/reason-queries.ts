import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { ReasonView } from "./decision-schema.ts";

export const reasonKeys = { all: ["reasons"] as const };

/** A project's rejection reasons, in the order of their digits. They change rarely. */
export function reasonsQuery(project?: string) {
  return queryOptions({
    queryKey: [...reasonKeys.all, project] as const,
    queryFn: async ({ signal }) => {
      const answer = await apiGet<{ items: ReasonView[] }>(withQuery("/api/v1/reasons", { project }), {
        signal,
      });
      return answer.items;
    },
    staleTime: 5 * 60_000,
  });
}
