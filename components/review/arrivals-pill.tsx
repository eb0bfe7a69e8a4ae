"use client";

import { ArrowDownToLine } from "lucide-react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { useMe } from "#components/shell/me-context";

/** How many have arrived, and from whom. Pressing puts them at the end; nothing that is there moves. */
export function ArrivalsPill() {
  const { desk } = useDeskParts();
  const me = useMe();
  const arrivals = useDesk((read) => read.arrivals);
  if (arrivals.length === 0) return null;
  const mine = arrivals.filter(
    ({ parentOutputId, submittedBy }) => parentOutputId !== null && submittedBy.id === me.id,
  ).length;
  const others = arrivals.length - mine;
  const parts = [mine > 0 && `${mine} from your re-seeds`, others > 0 && mine > 0 && `${others} others`];
  const split = parts.filter(Boolean).join(", ");
  return (
    <button
      type="button"
      onClick={() => desk.dispatch({ type: "arrivals-shown" })}
      className="touchable inline-flex h-8 items-center gap-2 self-end rounded-full border border-accent-text/60 bg-raised px-3.5 text-xs font-medium shadow-pop hover:bg-hover"
    >
      <ArrowDownToLine aria-hidden className="size-3.5 text-accent-text" />
      {`${arrivals.length} new${split === "" ? "" : ` · ${split}`}`}
      <span className="sr-only">. Put them at the end of the list</span>
    </button>
  );
}
