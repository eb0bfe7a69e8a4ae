"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FieldValues } from "#components/review/find/field-values";
import { DateForm, SeedForm, WordsForm } from "#components/review/find/filter-forms";
import { ParamValues } from "#components/review/find/param-values";
import { useKnownParams } from "#components/review/find/use-known-params";
import { useKnownValues } from "#components/review/find/use-known-values";
import { Button } from "#components/ui/button";
import { OptionList } from "#components/ui/option-list";
import { fieldChoices, readTyped, type FieldChoice } from "#lib/review/browser/find/filter-choices";
import { valuesHolding } from "#lib/review/browser/find/known-params";
import { chipsOf } from "#lib/review/browser/find/filter-words";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

const mostSettings = 8;

export type PickerProps = {
  filter: ReviewFilter;
  /** Lists what the filter then leaves, and closes the layer. */
  onApply: (filter: ReviewFilter) => void;
};

/** Narrows the list: a field and then its value, or a value straight away by typing a part of it. */
export function FilterPicker({ filter, onApply }: PickerProps) {
  const [query, setQuery] = useState("");
  const [field, setField] = useState<FieldChoice | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  // The list that had the focus is gone: the first field takes it, or for the moment the way back.
  useEffect(() => {
    const inside = panel.current;
    (inside?.querySelector("input") ?? inside?.querySelector("button"))?.focus();
  }, [field]);
  const known = useKnownValues(filter, field === null ? query.trim() : "");
  const params = useKnownParams(filter);
  if (field !== null) {
    return (
      <div ref={panel} className="flex min-h-0 flex-col">
        <div className="mb-1.5 flex items-center gap-1">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Back to all filters"
            onClick={() => setField(null)}
          >
            <ArrowLeft aria-hidden />
          </Button>
          <h2 className="text-sm font-semibold">{field.title}</h2>
        </div>
        <FieldPanel choice={field} filter={filter} onApply={onApply} onBack={() => setField(null)} />
      </div>
    );
  }
  const inForce = new Map(chipsOf(filter).map(({ id, value }) => [id, value]));
  const typed = readTyped(query, filter, params);
  const settings = valuesHolding(params, query)
    .slice(0, mostSettings)
    .map(({ param: { name, title }, value, label }) => ({
      id: `param.${name}:${value}`,
      label,
      hint: title,
      change: { params: { ...filter.params, [name]: value } },
    }));
  const wanted = query.trim().toLowerCase();
  const fields = fieldChoices.filter(
    ({ title, hint }) => wanted === "" || `${title} ${hint}`.toLowerCase().includes(wanted),
  );
  function choose(id: string) {
    const change = [...typed, ...known, ...settings].find((candidate) => candidate.id === id)?.change;
    if (change !== undefined) onApply({ ...filter, ...change });
    else {
      setQuery("");
      setField(fieldChoices.find((candidate) => candidate.field === id) ?? null);
    }
  }
  return (
    <OptionList
      label="Filter by"
      placeholder="Filter by… or type: steps = 30"
      query={query}
      onQuery={setQuery}
      onChoose={choose}
      nothing="Nothing to filter by has this in it."
      className="max-h-[min(26rem,70dvh)]"
      groups={[
        {
          title: wanted === "" ? "" : "Filters",
          options: fields.map(({ field: id, title, hint }) => ({
            id,
            label: title,
            hint: inForce.get(id) ?? hint,
          })),
        },
        { title: "Values", options: [...known, ...settings] },
        { title: "As typed", options: typed },
      ]}
    />
  );
}

type FieldPanelProps = PickerProps & { choice: FieldChoice; onBack: () => void };

function FieldPanel({ choice: { field, title }, filter, onApply, onBack }: FieldPanelProps) {
  switch (field) {
    case "q":
      return <WordsForm onApply={(q) => onApply({ ...filter, q })} />;
    case "param":
      return (
        <ParamValues
          filter={filter}
          onApply={(name, value) => onApply({ ...filter, params: { ...filter.params, [name]: value } })}
          onBack={onBack}
        />
      );
    case "seed":
      return <SeedForm value={filter.seed ?? ""} onApply={(seed) => onApply({ ...filter, seed })} />;
    case "date":
      return <DateForm filter={filter} onApply={(since, until) => onApply({ ...filter, since, until })} />;
    default:
      return <FieldValues field={field} title={title} filter={filter} onApply={onApply} onBack={onBack} />;
  }
}
