"use client";

import { useDeskParts } from "#components/review/desk/desk-context";
import { FilterBar } from "#components/review/find/filter-bar";
import { cn } from "#components/ui/cn";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

type FilterRowProps = {
  /** On a phone they are folded away until somebody wants them. */
  isOpen: boolean;
  onChange: (filter: ReviewFilter) => void;
};

/**
 * The filters, under the header. The large view lies over them, as a picture wants the room; who comes to them by key
 * or by Tab has them in front for as long as they stay, over the large view's bar and not over its picture.
 */
export function FilterRow({ isOpen, onChange }: FilterRowProps) {
  const { filter } = useDeskParts();
  return (
    <div
      className={cn(
        // Under the header it has the header's room above; under a line that stands between it has its own.
        "[:is(section,p)+*>&]:pt-2",
        "bare:invisible relative min-w-0 shrink-0 border-b bg-surface px-3 pb-2 focus-within:z-20 md:flex max-md:large-open:hidden",
        isOpen ? "flex" : "hidden",
      )}
    >
      <FilterBar filter={filter} onChange={onChange} />
    </div>
  );
}
