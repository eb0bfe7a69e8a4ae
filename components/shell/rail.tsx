"use client";

import { Search } from "lucide-react";
import { Link } from "#components/ui/link";
import { MentionsBell } from "#components/mentions/mentions-bell";
import { setPaletteOpen } from "#components/palette/palette-switch";
import { AccountMenu } from "#components/shell/account-menu";
import { DestinationLink } from "#components/shell/destination-link";
import { destinations } from "#components/shell/destinations";
import { useKeys } from "#components/shell/keymap-context";
import { Mark } from "#components/shell/mark";
import { useProject } from "#components/shell/me-context";
import { ThemeMenu } from "#components/shell/theme-menu";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

export function Rail() {
  const project = useProject();
  const { caps } = useKeys();
  return (
    <header className="bare:invisible sticky top-0 hidden h-dvh flex-col items-center gap-1 overflow-y-auto border-r bg-surface px-1.5 py-3 md:flex">
      <Link href="/" aria-label="Proofsheet, home" className="rounded-md p-1">
        <Mark className="size-8" />
      </Link>
      <p title={project?.name} className="mb-1 w-full truncate text-center text-2xs text-faint">
        {project?.name ?? "No project"}
      </p>
      <nav aria-label="Main" className="flex w-full flex-1 flex-col gap-0.5">
        {destinations.map((destination) => (
          <DestinationLink key={destination.href} {...destination} />
        ))}
      </nav>
      <Tooltip label="Go to anything" keys={caps("palette")} side="right">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Go to anything"
          aria-haspopup="dialog"
          onClick={() => setPaletteOpen(true)}
        >
          <Search aria-hidden />
        </Button>
      </Tooltip>
      <MentionsBell />
      {/* The connection notice stands here; see connection-notice.tsx. */}
      <div className="h-7 shrink-0 low:hidden" />
      <ThemeMenu />
      <AccountMenu />
    </header>
  );
}
