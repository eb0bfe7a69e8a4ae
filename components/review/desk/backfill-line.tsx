"use client";

import { useQuery } from "@tanstack/react-query";
import { cn } from "#components/ui/cn";
import { backfillQuery } from "#lib/output/backfill-queries";

/**
 * How many thumbnails are made of how many, while many are made at once; nothing otherwise. It stands where there is
 * room already, so that nothing moves when it comes and goes, and is read out only to who goes there.
 */
export function BackfillLine({ className }: { className?: string }) {
  const { data } = useQuery(backfillQuery());
  if (!data?.thumbnails) return null;
  const { done, total } = data.thumbnails;
  const counted = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return (
    <p
      role="progressbar"
      aria-label="Making thumbnails"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={counted}
      className={cn("truncate text-xs text-faint tabular", className)}
    >
      Making thumbnails: {counted}
    </p>
  );
}
