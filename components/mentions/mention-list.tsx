"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { MentionLine } from "#components/mentions/mention-line";
import { Button } from "#components/ui/button";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { mentionKeys, mentionsQuery, sendMentionsRead } from "#lib/comment/mention-queries";
import { asProblem } from "#lib/http/browser/api-problem";

/** Comments that call the person here, newest first; `onOpen` when one of them is gone to. */
export function MentionList({ onOpen }: { onOpen?: () => void }) {
  const list = useInfiniteQuery(mentionsQuery());
  const { data, error, hasNextPage, isFetchingNextPage } = list;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const unread = data?.pages[0]?.unread ?? 0;
  if (data === undefined && error !== null) {
    return <ErrorState error={error} what="your mentions" onRetry={() => void list.refetch()} />;
  }
  if (data === undefined) {
    return (
      <div className="grid gap-2 p-3">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    );
  }
  const [newest] = items;
  if (newest === undefined) {
    return (
      <p className="p-4 text-sm text-soft">
        Nobody has called you yet. Whoever writes @ and your name in a comment calls you here.
      </p>
    );
  }
  return (
    <>
      <div className="flex min-h-11 items-center gap-2 border-b py-1 pr-2 pl-4 text-xs text-soft">
        <span className="mr-auto tabular">
          {unread === 0 ? "All read" : `${unread > 99 ? "99+" : unread} not read`}
        </span>
        {unread > 0 && <MarkAllRead upTo={newest.id} />}
      </div>
      <ul aria-label="Mentions" className="divide-y">
        {items.map((mention) => (
          <MentionLine key={mention.id} mention={mention} {...(onOpen && { onOpen })} />
        ))}
      </ul>
      {hasNextPage && (
        <p className="flex justify-center p-3">
          <Button size="sm" busy={isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older ones
          </Button>
        </p>
      )}
    </>
  );
}

function MarkAllRead({ upTo }: { upTo: string }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => sendMentionsRead(upTo),
    onError: (error) => toast.error(`They were not marked as read. ${asProblem(error).message}`),
    onSettled: () => client.invalidateQueries({ queryKey: mentionKeys.all }),
  });
  return (
    <Button variant="ghost" size="sm" busy={isPending} onClick={() => mutate()}>
      <CheckCheck aria-hidden />
      Mark all as read
    </Button>
  );
}
