"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "#components/ui/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn";
import { isCurrent, type Destination } from "#components/shell/destinations";
import { waitingCountQuery } from "#lib/output/output-queries";

/** One place to go: icon, name, and how many pictures wait there. */
export function DestinationLink({ href, label, icon: Icon, counts }: Destination) {
  const current = isCurrent(href, usePathname());
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "relative flex h-13 w-full flex-col md:low:h-11 items-center justify-center gap-1 rounded-md text-2xs font-medium transition-colors",
        current
          ? "text-text before:absolute before:inset-y-3 before:left-0 before:w-0.5 before:rounded-full before:bg-accent max-md:before:inset-x-4 max-md:before:top-0 max-md:before:bottom-auto max-md:before:h-0.5 max-md:before:w-auto"
          : "text-soft hover:bg-hover hover:text-text",
      )}
    >
      <span className="relative">
        <Icon aria-hidden strokeWidth={current ? 2.1 : 1.7} className="size-5" />
        {counts === "waiting" && <WaitingCount />}
      </span>
      {label}
    </Link>
  );
}

function WaitingCount() {
  const { data } = useQuery(waitingCountQuery());
  if (!data?.count) return null;
  const text = data.count > 99 ? "99+" : String(data.count);
  return (
    <span className="absolute -top-2 left-3.5 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-ink tabular">
      {text}
      <span className="sr-only"> waiting for a verdict, </span>
    </span>
  );
}
