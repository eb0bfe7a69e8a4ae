"use client";

import { useState } from "react";
import { OptionList } from "#components/ui/option-list";

type ChoiceListProps = {
  title: string;
  choices: readonly { value: string; label: string }[];
  /** What is chosen already, where something is. */
  current?: string | null;
  onChoose: (value: string) => void;
  onBack: () => void;
};

/** One of a few values that are all known, found by typing a part of it. */
export function ChoiceList({ title, choices, current = null, onChoose, onBack }: ChoiceListProps) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const options = choices
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ value, label }) => ({ id: value, label, detail: current === value ? "In force" : undefined }));
  return (
    <OptionList
      label={title}
      placeholder={`${title}…`}
      query={query}
      onQuery={setQuery}
      onChoose={onChoose}
      onBack={onBack}
      nothing="No such choice."
      groups={[{ title: "", options }]}
      className="max-h-[min(20rem,55dvh)]"
    />
  );
}
