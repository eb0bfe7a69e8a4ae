"use client";

import { Combobox } from "#components/form/combobox";
import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { Segmented } from "#components/ui/segmented";
import type { Choice } from "#lib/contract/contract";

const mostSegments = 5;
const mostLetters = 44;

/** One of several values. A few short ones are all visible; more are found by typing. */
export function ChoiceControl({ property, field, choices, ids, aria }: ControlProps) {
  const { desk } = useForm();
  // Choices are told apart by position: a contract may offer both 1 and "1".
  const index = choices.findIndex(({ value }) => value === field.value);
  if (isShort(choices)) {
    return (
      <div onBlur={() => desk.leave(property.name)} className="flex">
        <Segmented
          id={ids.control}
          aria-labelledby={ids.label}
          aria-describedby={aria["aria-describedby"]}
          value={String(index)}
          options={choices.map(({ label }, position) => ({ value: String(position), label }))}
          onChange={(position) => desk.choose(property.name, choices[Number(position)]?.value)}
        />
      </div>
    );
  }
  return (
    <Combobox
      id={ids.control}
      labelledBy={ids.label}
      aria={aria}
      choices={choices}
      index={index}
      foreign={index === -1 ? field.text : ""}
      placeholder={property.placeholder === "" ? "Type to search" : property.placeholder}
      onChoose={(position) => desk.choose(property.name, choices[position]?.value)}
      onLeave={() => desk.leave(property.name)}
    />
  );
}

function isShort(choices: readonly Choice[]): boolean {
  if (choices.length > mostSegments) return false;
  return choices.reduce((sum, { label }) => sum + label.length + 2, 0) <= mostLetters;
}
