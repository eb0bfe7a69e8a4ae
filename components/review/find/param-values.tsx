"use client";

import { useEffect, useRef, useState } from "react";
import { ChoiceList } from "#components/review/find/choice-list";
import { ValueForm } from "#components/review/find/filter-forms";
import { useKnownParams } from "#components/review/find/use-known-params";
import { OptionList } from "#components/ui/option-list";
import type { KnownParam } from "#lib/review/browser/find/known-params";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

type ParamValuesProps = {
  filter: ReviewFilter;
  onApply: (name: string, value: string) => void;
  onBack: () => void;
};

/** A setting by what its form calls it, and then a value: of its choices, or typed. */
export function ParamValues({ filter, onApply, onBack }: ParamValuesProps) {
  const known = useKnownParams(filter);
  const [param, setParam] = useState<KnownParam | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  // The list that had the focus is gone.
  useEffect(() => panel.current?.querySelector("input")?.focus(), [param]);
  return (
    <div ref={panel} className="flex min-h-0 flex-col">
      {param === null ? (
        <Params known={known} onChoose={setParam} onBack={onBack} />
      ) : (
        <Values
          param={param}
          onChoose={(value) => onApply(param.name, value)}
          onBack={() => setParam(null)}
        />
      )}
    </div>
  );
}

type ParamsProps = {
  known: readonly KnownParam[];
  onChoose: (param: KnownParam | null) => void;
  onBack: () => void;
};

function Params({ known, onChoose, onBack }: ParamsProps) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const options = known
    .filter(({ name, title }) => `${title} ${name}`.toLowerCase().includes(wanted))
    .map(({ name, title, workflows }) => ({ id: name, label: title, hint: workflows.join(", ") }));
  return (
    <OptionList
      label="Setting"
      placeholder="Setting…"
      query={query}
      onQuery={setQuery}
      onChoose={(name) => onChoose(known.find((candidate) => candidate.name === name) ?? null)}
      onBack={onBack}
      nothing="No workflow has a setting of this name."
      groups={[{ title: "", options }]}
      className="max-h-[min(20rem,55dvh)]"
    />
  );
}

type ValuesProps = { param: KnownParam; onChoose: (value: string) => void; onBack: () => void };

function Values({ param: { title, choices }, onChoose, onBack }: ValuesProps) {
  if (choices === null) return <ValueForm title={title} onApply={onChoose} />;
  return <ChoiceList title={title} choices={choices} onChoose={onChoose} onBack={onBack} />;
}
