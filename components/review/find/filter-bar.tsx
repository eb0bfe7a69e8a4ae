"use client";

import { ListFilter } from "lucide-react";
import { Suspense } from "react";
import { SearchField } from "#components/review/find/search-field";
import { ViewsMenu } from "#components/review/find/views-menu";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { Popup } from "#components/ui/popup";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { useLoadLater } from "#components/ui/use-load-later";
import { describeState, stateWords } from "#lib/output/state-words";
import { partsInForce, plainFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";

const loadPicker = () => import("#components/review/find/filter-picker");
const FilterPicker = lazyPart(() => loadPicker().then((part) => part.FilterPicker));

const FilterChips = lazyPart(() =>
  import("#components/review/find/filter-chips").then((part) => part.FilterChips),
);

const stateChoices: Record<string, string> = { ...stateWords, pending: "To review", all: "All states" };

type FilterBarProps = { filter: ReviewFilter; onChange: (filter: ReviewFilter) => void };

/** What the list holds: words, state, and any other filter as a chip that can be taken away. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const isOneState = Object.hasOwn(stateChoices, filter.state);
  // The state has a control of its own.
  const isNarrowed = partsInForce({ ...filter, state: plainFilter.state }) > 0;
  // Whoever opens it types at once.
  useLoadLater(loadPicker);
  return (
    <div
      role="search"
      aria-label="Filter pictures"
      className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5"
    >
      <SearchField
        key={filter.q}
        value={filter.q ?? ""}
        onSearch={(q) => onChange({ ...filter, q: q || null })}
      />
      <Select
        aria-label="State"
        className="max-md:flex-1 md:max-w-44"
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.target.value })}
      >
        {!isOneState && <option value={filter.state}>{describeState(filter.state)}</option>}
        {Object.entries(stateChoices).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Popup
        label="Filter pictures"
        trigger={
          <Button className="max-md:flex-1">
            <ListFilter aria-hidden />
            Filter
          </Button>
        }
      >
        {(close) => (
          <Suspense fallback={<Skeleton className="h-72" />}>
            <FilterPicker
              filter={filter}
              onApply={(next) => {
                close();
                onChange(next);
              }}
            />
          </Suspense>
        )}
      </Popup>
      <ViewsMenu filter={filter} />
      {isNarrowed && (
        <Suspense>
          <FilterChips filter={filter} onChange={onChange} />
        </Suspense>
      )}
    </div>
  );
}
