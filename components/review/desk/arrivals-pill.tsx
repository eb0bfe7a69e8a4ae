"use client";

import { ArrowDownToLine } from "lucide-react";
import { useEffect } from "react";
import { useArrivals } from "#components/review/desk/use-arrivals";
import { Blocked } from "#components/ui/blocked";
import { announce } from "#lib/review/browser/desk/announcer";

/** How many have arrived, and from whom. Pressing puts them at the end; nothing that is there moves. */
export function ArrivalsPill() {
  const { own, others, show, blocked } = useArrivals();
  const words = describeArrivals(own, others);
  useEffect(() => {
    if (words !== "") announce(words);
  }, [words]);
  if (words === "") return null;
  return (
    <Blocked reason={blocked} side="bottom">
      <button
        type="button"
        onClick={blocked === undefined ? show : undefined}
        aria-disabled={blocked === undefined ? undefined : true}
        className="touchable inline-flex h-7 min-w-0 items-center gap-1.5 rounded-full border border-accent-text/60 bg-raised px-3 text-xs font-medium whitespace-nowrap hover:bg-hover aria-disabled:opacity-70 max-md:my-1.5"
      >
        <ArrowDownToLine aria-hidden className="size-3.5 shrink-0 text-accent-text" />
        <span className="truncate">{words}</span>
        <span className="sr-only">. {blocked ?? "Put them at the end of the list"}</span>
      </button>
    </Blocked>
  );
}

/** The two kinds apart: what one asked for oneself is awaited, the rest is news. */
function describeArrivals(own: number, others: number): string {
  if (own === 0) return others === 0 ? "" : `${others.toLocaleString()} new`;
  const mine = `${own.toLocaleString()} new from your re-seeds`;
  return others === 0 ? mine : `${mine}, ${others.toLocaleString()} more`;
}
