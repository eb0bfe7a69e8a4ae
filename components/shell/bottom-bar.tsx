"use client";

import { AtSign, Ellipsis, Search } from "lucide-react";
import { describeUnread, useUnreadMentions } from "#components/mentions/use-unread-mentions";
import { setPaletteOpen } from "#components/palette/palette-switch";
import { useAccountEntries } from "#components/shell/account-menu";
import { DestinationLink } from "#components/shell/destination-link";
import { destinations, onPhone } from "#components/shell/destinations";
import { useThemeEntries } from "#components/shell/theme-menu";
import { Menu, type MenuEntry } from "#components/ui/menu";

const search: MenuEntry = {
  type: "action",
  text: "Go to anything",
  icon: Search,
  takesFocus: true,
  run: () => setPaletteOpen(true),
};

const others = destinations
  .slice(onPhone)
  .map(({ href, label: text, icon }): MenuEntry => ({ type: "link", href, text, icon }));

export function BottomBar() {
  const theme = useThemeEntries();
  const account = useAccountEntries();
  const unread = useUnreadMentions();
  const mentions: MenuEntry = {
    type: "link",
    text: unread === 0 ? "Mentions" : `Mentions, ${describeUnread(unread)}`,
    icon: AtSign,
    href: "/mentions",
  };
  return (
    <nav
      aria-label="Main, on a phone"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--bottom-bar) border-t bg-surface px-1 large-open:hidden pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations.slice(0, onPhone).map((destination) => (
        <DestinationLink key={destination.href} {...destination} />
      ))}
      <Menu
        side="top"
        entries={[
          search,
          mentions,
          ...others,
          { type: "divider" },
          ...theme,
          { type: "divider" },
          ...account,
        ]}
        trigger={
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
        }
      />
    </nav>
  );
}
