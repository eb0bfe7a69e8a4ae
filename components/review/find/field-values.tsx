"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChoiceList } from "#components/review/find/choice-list";
import { useMe } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { OptionList } from "#components/ui/option-list";
import { Skeleton } from "#components/ui/skeleton";
import { describeCount } from "#lib/output/describe-count";
import { facetQuery } from "#lib/output/output-queries";
import { fixedChoices } from "#lib/review/browser/find/filter-choices";
import { toOutputFilter, type FilterField, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import type { FacetName } from "#lib/output/facet-schema";

type FieldValuesProps = {
  field: FilterField | "state";
  title: string;
  filter: ReviewFilter;
  onApply: (filter: ReviewFilter) => void;
  onBack: () => void;
};

/** One value of some, or several of many with how many pictures each would leave. */
export function FieldValues(props: FieldValuesProps) {
  const { field, title, filter, onApply, onBack } = props;
  const fixed = fixedChoices[field];
  if (fixed === undefined) return <ReadValues {...props} />;
  return (
    <ChoiceList
      title={title}
      choices={fixed}
      current={filter[field]}
      onChoose={(value) => onApply({ ...filter, [field]: value })}
      onBack={onBack}
    />
  );
}

function ReadValues({ field, title, filter, onApply, onBack }: FieldValuesProps) {
  const me = useMe();
  const [query, setQuery] = useState("");
  const before = field === "state" && filter.state === "all" ? null : filter[field];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(before?.split(",") ?? []));
  const { data, error, refetch } = useQuery(facetQuery(field as FacetName, toOutputFilter(filter)));
  if (error !== null && data === undefined) {
    return (
      <p role="alert" className="p-2 text-sm text-soft">
        {`The choices could not be read. ${error.message}`}{" "}
        <Button size="sm" className="mt-2" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  if (data === undefined) return <Skeleton className="h-48" />;
  const options = data
    .map(({ value, label, ...count }) => ({
      id: value,
      label: value === me.id ? `${label} (you)` : label,
      detail: describeCount(count),
      isChosen: chosen.has(value),
    }))
    .filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));
  function toggle(value: string) {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  }
  function apply() {
    const text = [...chosen].join(",");
    onApply(field === "state" ? { ...filter, state: text || "all" } : { ...filter, [field]: text || null });
  }
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <OptionList
        label={title}
        placeholder={`${title}…`}
        query={query}
        onQuery={setQuery}
        onChoose={toggle}
        onBack={onBack}
        isMulti
        nothing={data.length === 0 ? "There is nothing to choose from yet." : "Nothing has this in it."}
        groups={[{ title: "", options }]}
        className="max-h-[min(20rem,55dvh)]"
      />
      <div className="mt-2 flex items-center justify-end gap-2 border-t pt-2">
        {chosen.size > 0 && (
          <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit">
          Show
        </Button>
      </div>
    </form>
  );
}
