"use client";

import { X } from "lucide-react";
import { useKnownParams } from "#components/review/find/use-known-params";
import { useFilterNames } from "#components/review/find/use-filter-names";
import { Button } from "#components/ui/button";
import { chipsOf } from "#lib/review/browser/find/filter-words";
import { plainFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";

type FilterChipsProps = { filter: ReviewFilter; onChange: (filter: ReviewFilter) => void };

/** Every filter that narrows the list beside its state, removable one by one. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const nameOf = useFilterNames(filter);
  const params = useKnownParams(filter, Object.keys(filter.params).length > 0);
  // The state has a control of its own.
  const chips = chipsOf(filter, nameOf, params).filter(({ id }) => id !== "state");
  return (
    <ul
      aria-label="Filters in force"
      className="contents max-md:flex max-md:basis-full max-md:flex-wrap max-md:gap-1.5"
    >
      {chips.map(({ id, title, value, without }) => (
        <li key={id} className="min-w-0">
          <Button
            size="sm"
            className="max-w-full"
            onClick={() => onChange(without)}
            aria-label={`Remove the filter ${title} ${value}`}
          >
            <span className="min-w-0 max-w-56 truncate">
              <span className="text-faint">{title}</span> {value}
            </span>
            <X aria-hidden />
          </Button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button size="sm" variant="ghost" onClick={() => onChange({ ...plainFilter, state: filter.state })}>
            Clear
          </Button>
        </li>
      )}
    </ul>
  );
}
