"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "#components/ui/cn";
import type { Choice } from "#lib/contract/contract";

const rowHeight = 32;

type ChoiceListProps = {
  id: string;
  labelledBy: string;
  choices: readonly Choice[];
  /** Positions in `choices` of those that match what was typed. */
  matches: readonly number[];
  /** Position in `matches` of the one Enter would choose. */
  active: number;
  chosen: number;
  onChoose: (index: number | undefined) => void;
};

export function ChoiceList({ id, labelledBy, choices, matches, active, chosen, onChoose }: ChoiceListProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const rows = useVirtualizer({
    count: matches.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  useEffect(() => {
    if (scroller !== null && matches.length > 0) rows.scrollToIndex(active, { align: "auto" });
  }, [rows, scroller, active, matches.length]);

  if (matches.length === 0) {
    return (
      <p id={id} role="status" className="px-2 py-1.5 text-sm text-soft">
        Nothing matches. Type less to see more.
      </p>
    );
  }
  return (
    <div ref={setScroller} className="max-h-72 overflow-y-auto">
      <div
        id={id}
        role="listbox"
        aria-labelledby={labelledBy}
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map(({ index: row, start }) => {
          const position = matches[row] ?? -1;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input holds the focus and its keys
            <div
              key={position}
              id={`${id}-${row}`}
              role="option"
              tabIndex={-1}
              aria-selected={position === chosen}
              aria-setsize={matches.length}
              aria-posinset={row + 1}
              onClick={() => onChoose(position)}
              className={cn(
                "absolute inset-x-0 flex h-8 items-center justify-between gap-2 rounded-md px-2 text-sm hover:bg-hover",
                row === active && "bg-hover",
              )}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="truncate">{choices[position]?.label}</span>
              {position === chosen && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
