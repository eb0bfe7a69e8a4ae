"use client";

import { Ellipsis } from "lucide-react";
import { describeUnread, useUnreadMentions } from "#components/mentions/use-unread-mentions";
import { DestinationLink } from "#components/shell/destination-link";
import { destinations, onPhone } from "#components/shell/destinations";
import { lazyPart } from "#components/ui/lazy-part";
import { LazyTrigger } from "#components/ui/lazy-trigger";

const load = () => import("#components/shell/frame-menus");
const MorePanel = lazyPart(() => load().then((part) => part.MorePanel));

export function BottomBar() {
  const unread = useUnreadMentions();
  const trigger = (
    <button
      type="button"
      className="flex h-13 w-full flex-col items-center justify-center gap-1 rounded-md text-2xs font-medium text-soft"
    >
      <span className="relative">
        <Ellipsis aria-hidden className="size-5" />
        {unread > 0 && (
          <span aria-hidden className="absolute -top-1 -right-1.5 size-2 rounded-full bg-accent" />
        )}
      </span>
      More
      {unread > 0 && <span className="sr-only">{`, mentions ${describeUnread(unread)}`}</span>}
    </button>
  );
  return (
    <nav
      aria-label="Main, on a phone"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--bottom-bar) border-t bg-surface px-1 large-open:hidden pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations.slice(0, onPhone).map((destination) => (
        <DestinationLink key={destination.href} {...destination} />
      ))}
      <LazyTrigger trigger={trigger} load={load} opensByArrow>
        <MorePanel trigger={trigger} />
      </LazyTrigger>
    </nav>
  );
}
