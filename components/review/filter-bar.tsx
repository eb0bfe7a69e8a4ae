"use client";

import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useState, type FormEvent } from "react";
import { focusCursor } from "#components/review/focus-cursor";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { Select } from "#components/ui/select";
import type { ReviewFilter, StateFilter } from "#lib/review/browser/review-filter";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

export const stateChoices: Record<StateFilter, string> = {
  pending: "To review",
  approved: "Approved",
  rejected: "Rejected",
  reseeded: "Re-seeded",
  all: "All states",
};

export const searchFieldId = "review-search";

type FilterBarProps = { filter: ReviewFilter; onChange: (filter: ReviewFilter) => void };

/** What the list holds: state, workflow, words. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { data } = useQuery(workflowListQuery());
  const workflows = data?.items ?? [];
  const isListed = filter.workflow === null || workflows.some(({ name }) => name === filter.workflow);
  return (
    <div
      role="search"
      aria-label="Filter pictures"
      className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
    >
      <Select
        aria-label="State"
        className="max-md:flex-1 md:max-w-32"
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.target.value as StateFilter })}
      >
        {Object.entries(stateChoices).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Workflow"
        className="max-md:flex-1 md:max-w-44"
        value={filter.workflow ?? ""}
        onChange={(event) => onChange({ ...filter, workflow: event.target.value || null })}
      >
        <option value="">All workflows</option>
        {!isListed && <option value={filter.workflow ?? ""}>{filter.workflow}</option>}
        {workflows.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </Select>
      <SearchField
        key={filter.q}
        value={filter.q ?? ""}
        onSearch={(q) => onChange({ ...filter, q: q || null })}
      />
    </div>
  );
}

function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSearch(text.trim());
  }
  return (
    <form onSubmit={submit} className="relative min-w-32 flex-1 max-md:basis-full md:max-w-72">
      <Search aria-hidden className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint" />
      <Input
        id={searchFieldId}
        type="search"
        enterKeyHint="search"
        aria-label="Search words, a seed, an id"
        placeholder="Words, seed or id"
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          setText(value);
          event.currentTarget.blur();
          focusCursor();
        }}
        className="pr-8 pl-7 [&::-webkit-search-cancel-button]:hidden"
      />
      <Kbd className="absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden">
        {text.trim() === value ? "/" : "↵"}
      </Kbd>
    </form>
  );
}

type FilterChipsProps = FilterBarProps;

/** Every filter that narrows the list, removable one by one. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const chips = [
    ...(filter.state === "pending"
      ? []
      : [{ text: stateChoices[filter.state], without: { state: "pending" } as const }]),
    ...(filter.workflow === null
      ? []
      : [{ text: `Workflow: ${filter.workflow}`, without: { workflow: null } }]),
    ...(filter.run === null ? [] : [{ text: `Run …${filter.run.slice(-6)}`, without: { run: null } }]),
    ...(filter.q === null ? [] : [{ text: `“${filter.q}”`, without: { q: null } }]),
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap gap-1.5">
      {chips.map(({ text, without }) => (
        <li key={text}>
          <Button
            size="sm"
            onClick={() => onChange({ ...filter, ...without })}
            aria-label={`Remove the filter ${text}`}
          >
            <span className="max-w-48 truncate">{text}</span>
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
