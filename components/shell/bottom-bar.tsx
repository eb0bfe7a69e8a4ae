"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { AccountMenuItems } from "#components/shell/account-menu";
import { DestinationLink } from "#components/shell/destination-link";
import { destinations, onPhone } from "#components/shell/destinations";
import { ThemeChoice } from "#components/shell/theme-menu";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";

export function BottomBar() {
  return (
    <nav
      aria-label="Main, on a phone"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--bottom-bar) border-t bg-surface px-1 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations.slice(0, onPhone).map((destination) => (
        <DestinationLink key={destination.href} {...destination} />
      ))}
      <DropdownMenu>
        <DropdownMenuTrigger className="flex h-13 w-full flex-col items-center justify-center gap-1 rounded-md text-2xs font-medium text-soft">
          <Ellipsis aria-hidden className="size-5" />
          More
        </DropdownMenuTrigger>
        <DropdownMenuContent side="top" align="end">
          {destinations.slice(onPhone).map(({ href, label, icon: Icon }) => (
            <DropdownMenuItem key={href} asChild>
              <Link href={href}>
                <Icon aria-hidden />
                {label}
              </Link>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <ThemeChoice />
          <DropdownMenuSeparator />
          <AccountMenuItems />
        </DropdownMenuContent>
      </DropdownMenu>
    </nav>
  );
}
