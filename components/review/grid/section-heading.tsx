"use client";

import { useDesk } from "#components/review/desk/desk-context";
import { Button } from "#components/ui/button";
import { rowAt } from "#lib/review/browser/desk/desk";
import { nameSection } from "#lib/review/browser/grid/name-section";
import type { Grouping } from "#lib/review/arrangement";

type SectionHeadingProps = {
  from: number;
  count: number;
  columns: number;
  group: Grouping;
  onSelect: (first: number, last: number) => void;
};

/** What stands over the pictures that belong together; named by the first of them. */
export function SectionHeading({ from, count, columns, group, onSelect }: SectionHeadingProps) {
  const row = useDesk((desk) => rowAt(desk, from));
  return (
    <div
      role="rowheader"
      aria-colspan={columns}
      className="flex w-full min-w-0 items-baseline gap-2 border-b pb-0.5 text-xs"
    >
      <strong className="min-w-0 truncate font-semibold">{row ? nameSection(row, group) : "…"}</strong>
      <span className="shrink-0 text-soft tabular">{count === 1 ? "1 picture" : `${count} pictures`}</span>
      <Button
        variant="ghost"
        size="sm"
        className="ml-auto h-6"
        onClick={() => onSelect(from, from + count - 1)}
      >
        Select
      </Button>
    </div>
  );
}
