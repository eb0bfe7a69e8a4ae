"use client";

import Link from "next/link";
import { AccountMenu } from "#components/shell/account-menu";
import { DestinationLink } from "#components/shell/destination-link";
import { destinations } from "#components/shell/destinations";
import { Mark } from "#components/shell/mark";
import { useProject } from "#components/shell/me-context";
import { ThemeMenu } from "#components/shell/theme-menu";

export function Rail() {
  const project = useProject();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col items-center gap-1 overflow-y-auto border-r bg-surface px-1.5 py-3 md:flex">
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
      {/* The connection notice stands here; see connection-notice.tsx. */}
      <div className="h-7 shrink-0" />
      <ThemeMenu />
      <AccountMenu />
    </header>
  );
}
