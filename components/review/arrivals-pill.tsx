"use client";

import { ArrowDownToLine } from "lucide-react";
import { useEffect } from "react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { focusCursor } from "#components/review/focus-cursor";
import { useMe } from "#components/shell/me-context";
import { announce } from "#lib/review/browser/announcer";

/** How many have arrived, and from whom. Pressing puts them at the end; nothing that is there moves. */
export function ArrivalsPill() {
  const { desk } = useDeskParts();
  const me = useMe();
  const arrivals = useDesk((read) => read.arrivals);
  const mine = arrivals.filter(
    ({ parentOutputId, submittedBy }) => parentOutputId !== null && submittedBy.id === me.id,
  ).length;
  const words = arrivals.length === 0 ? "" : describeArrivals(mine, arrivals.length - mine);
  useEffect(() => {
    if (words !== "") announce(words);
  }, [words]);
  if (words === "") return null;
  function show() {
    desk.dispatch({ type: "arrivals-shown" });
    focusCursor();
  }
  return (
    <button
      type="button"
      onClick={show}
      className="touchable inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-accent-text/60 bg-raised px-3 text-xs font-medium whitespace-nowrap hover:bg-hover max-md:fixed max-md:right-3 max-md:bottom-[calc(var(--bottom-bar)+5rem)] max-md:z-20 max-md:shadow-pop"
    >
      <ArrowDownToLine aria-hidden className="size-3.5 text-accent-text" />
      {words}
      <span className="sr-only">. Put them at the end of the list</span>
    </button>
  );
}

/** The two kinds apart: what one asked for oneself is awaited, the rest is news. */
function describeArrivals(mine: number, others: number): string {
  if (mine === 0) return `${others} new`;
  const own = `${mine} new from your re-seeds`;
  return others === 0 ? own : `${own}, ${others} more`;
}
