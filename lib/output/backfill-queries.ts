import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import type { Backfill } from "./backfill-schema.ts";

export const backfillKey = ["backfill"] as const;

const everyMs = 700;

/** An event tells of its beginning and its end; only in between it is asked for again and again. */
export function backfillQuery() {
  return queryOptions({
    queryKey: backfillKey,
    queryFn: ({ signal }) => apiGet<Backfill>("/api/v1/backfill", { signal }),
    refetchInterval: ({ state: { data } }) => (data?.thumbnails ? everyMs : false),
  });
}
