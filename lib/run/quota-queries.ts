import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Quota } from "./quota-schema.ts";
import { runKeys } from "./run-queries.ts";

/** The longest that a timer waits. */
const longestMs = 2 ** 31 - 1;

/** What a project may still start today; read again when the day is over. */
export function quotaQuery(project?: string) {
  return queryOptions({
    queryKey: [...runKeys.quotas, project] as const,
    queryFn: ({ signal }) => apiGet<Quota>(withQuery("/api/v1/quota", { project }), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.dailyRuns === null
        ? false
        : Math.min(longestMs, Math.max(1000, Date.parse(data.resetsAt) - Date.now() + 1000)),
  });
}
