import { queryOptions } from "@tanstack/react-query";
import { apiGet, withQuery } from "#lib/http/browser/api";
import type { Page } from "#lib/http/page-schema";
import type { SessionView } from "./session-schema.ts";

export const sessionKeys = {
  lists: ["review-sessions", "list"] as const,
  detail: (id: string) => ["review-sessions", "detail", id] as const,
};

/** One's own sessions, the latest first: those still open, or those that have a receipt. */
export function sessionsQuery(asked: { open: boolean; limit: number }) {
  return queryOptions({
    queryKey: [...sessionKeys.lists, asked] as const,
    queryFn: ({ signal }) =>
      apiGet<Page<SessionView>>(
        withQuery("/api/v1/review-sessions", { open: String(asked.open), limit: asked.limit }),
        { signal },
      ),
  });
}
