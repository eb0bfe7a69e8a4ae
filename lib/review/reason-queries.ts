import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { ReasonView } from "./decision-schema.ts";
import type { ReviewPolicy } from "./policy-schema.ts";
import type { ReasonCount } from "./reason-schema.ts";

/** Everything under it is read again when a `project.changed` event arrives. */
export const reasonKeys = { all: ["reasons"] as const };

/** A project's rejection reasons, in the order of their digits. They change rarely. */
export function reasonsQuery(project?: string) {
  return queryOptions({
    queryKey: [...reasonKeys.all, "list", project] as const,
    queryFn: async ({ signal }) => {
      const answer = await apiGet<{ items: ReasonView[] }>(withQuery("/api/v1/reasons", { project }), {
        signal,
      });
      return answer.items;
    },
    staleTime: 5 * 60_000,
  });
}

/** How often each reason stands in force, per workflow. */
export function reasonCountsQuery(project?: string) {
  return queryOptions({
    queryKey: [...reasonKeys.all, "counts", project] as const,
    queryFn: async ({ signal }) => {
      const path = withQuery("/api/v1/reasons/counts", { project });
      return (await apiGet<{ items: ReasonCount[] }>(path, { signal })).items;
    },
  });
}

/** What the project asks of verdicts. */
export function reviewPolicyQuery(project?: string) {
  return queryOptions({
    queryKey: [...reasonKeys.all, "policy", project] as const,
    queryFn: ({ signal }) =>
      apiGet<ReviewPolicy>(withQuery("/api/v1/review-policy", { project }), { signal }),
  });
}
