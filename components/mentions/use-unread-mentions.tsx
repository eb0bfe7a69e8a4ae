"use client";

import { useQuery } from "@tanstack/react-query";
import { unreadMentionsQuery } from "#lib/comment/mention-queries";

/** How many comments call the person here and were not read, counted to a hundred. */
export function useUnreadMentions(): number {
  const { data = 0 } = useQuery(unreadMentionsQuery());
  return data;
}

/** "3 unread", and "99+ unread" of more than anybody counts. */
export function describeUnread(unread: number): string {
  return `${unread > 99 ? "99+" : unread} unread`;
}
