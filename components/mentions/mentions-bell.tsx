"use client";

import { AtSign } from "lucide-react";
import { Link } from "#components/ui/link";
import { Suspense } from "react";
import { describeUnread, useUnreadMentions } from "#components/mentions/use-unread-mentions";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { Popup } from "#components/ui/popup";
import { Skeleton } from "#components/ui/skeleton";

const MentionList = lazyPart(() =>
  import("#components/mentions/mention-list").then((part) => part.MentionList),
);

/** In the rail: how many comments call one by name, and the latest of them without leaving the page. */
export function MentionsBell() {
  const unread = useUnreadMentions();
  const name = unread === 0 ? "Mentions" : `Mentions, ${describeUnread(unread)}`;
  return (
    <Popup
      side="right"
      align="end"
      label="Mentions"
      className="w-96"
      trigger={
        <Button variant="ghost" size="icon" aria-label={name} title={name} className="relative">
          <AtSign aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute -top-1 left-4 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-ink tabular"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </Button>
      }
    >
      {(close) => (
        <div className="-m-2 flex min-h-0 flex-col">
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
            <div className="min-h-0 overflow-y-auto overscroll-contain">
              <MentionList onOpen={close} />
            </div>
          </Suspense>
          <p className="border-t p-2 text-right">
            <Button variant="ghost" size="sm" asChild>
              <Link href="/mentions" onClick={close}>
                All mentions
              </Link>
            </Button>
          </p>
        </div>
      )}
    </Popup>
  );
}
