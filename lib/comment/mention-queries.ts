import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet, apiSend, withQuery } from "#lib/http/browser/api";
import type { MentionPage, MentionsReadAnswer } from "./mention-schema.ts";

export const mentionKeys = { all: ["mentions"] as const };

/** How many mentions wait to be read, counted to a hundred. */
export function unreadMentionsQuery() {
  return queryOptions({
    queryKey: [...mentionKeys.all, "unread"] as const,
    queryFn: async ({ signal }) => (await fetchMentions(1, undefined, signal)).unread,
  });
}

export function mentionsQuery(limit = 20) {
  return infiniteQueryOptions({
    queryKey: [...mentionKeys.all, "list", limit] as const,
    queryFn: ({ pageParam, signal }) => fetchMentions(limit, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

function fetchMentions(limit: number, cursor: string | undefined, signal: AbortSignal): Promise<MentionPage> {
  return apiGet(withQuery("/api/v1/mentions", { limit, cursor }), { signal });
}

export function sendMentionRead(commentId: string): Promise<MentionsReadAnswer> {
  return apiSend("PUT", `/api/v1/mentions/${commentId}/read-mark`);
}

/** All of them, as far as they were on screen: up to the newest. */
export function sendMentionsRead(upTo: string): Promise<MentionsReadAnswer> {
  return apiSend("PUT", "/api/v1/mentions/read-mark", { upTo });
}
