import { queryOptions } from "@tanstack/react-query";
import { apiGet } from "#lib/http/browser/api";
import type { Claims } from "./claim-schema.ts";

export const claimKeys = { all: ["claims"] as const };

/** As often as claims are renewed; a change is told at once. */
const everyMs = 15_000;

/** Which outputs others have open. Read again when the first of them runs out. */
export function claimsQuery() {
  return queryOptions({
    queryKey: claimKeys.all,
    queryFn: ({ signal }) => apiGet<Claims>("/api/v1/claims", { signal }),
    refetchInterval: ({ state }) =>
      Math.min(everyMs, ...(state.data?.items ?? []).map(({ expiresInMs }) => expiresInMs + 50)),
  });
}
