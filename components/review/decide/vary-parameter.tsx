"use client";

import { ShownValues } from "#components/review/decide/shown-values";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Segmented } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import {
  isNumeric,
  type Parameter,
  type VaryDraft,
  type VaryPlan,
} from "#lib/review/browser/decide/plan-vary";
import type { ReseedOptions } from "#lib/review/reseed-schema";

type VaryParameterProps = {
  options: ReseedOptions;
  draft: VaryDraft;
  plan: VaryPlan;
  onChange: (part: Partial<VaryDraft>) => void;
};

/** Which parameter, and over which values or what range. */
export function VaryParameter({ options, draft, plan, onChange }: VaryParameterProps) {
  const parameter = options.parameters.find(({ name }) => name === draft.parameter);
  return (
    <div className="grid gap-3">
      <Field label="Parameter" error={draft.parameter === "" ? undefined : plan.problems.parameter}>
        {(control) => (
          <Select
            {...control}
            value={draft.parameter}
            onChange={(event) => onChange({ parameter: event.target.value, values: "", by: "values" })}
          >
            <option value="" disabled>
              Choose one
            </option>
            {options.parameters.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {parameter && (
        <>
          <p className="-mt-1.5 text-xs text-soft">
            {`Now ${parameter.value === "" ? "as the graph has it" : parameter.value}${boundsOf(parameter)}`}
          </p>
          <Values parameter={parameter} draft={draft} plan={plan} onChange={onChange} />
          {plan.shown.length > 0 && <ShownValues label="Values" plan={plan} none="" />}
        </>
      )}
    </div>
  );
}

type ValuesProps = Omit<VaryParameterProps, "options"> & { parameter: Parameter };

function Values({ parameter, draft, plan, onChange }: ValuesProps) {
  const choices =
    parameter.choices ??
    (parameter.type === "boolean"
      ? [
          { value: "true", label: "On" },
          { value: "false", label: "Off" },
        ]
      : null);
  if (choices !== null) return <Choices choices={choices} draft={draft} plan={plan} onChange={onChange} />;
  if (!isNumeric(parameter)) {
    return (
      <Field label="Texts, one a line" error={draft.values === "" ? undefined : plan.problems.values}>
        {(control) => (
          <Textarea
            {...control}
            value={draft.values}
            onChange={(event) => onChange({ values: event.target.value })}
          />
        )}
      </Field>
    );
  }
  return (
    <>
      <Segmented
        aria-label="Values by"
        value={draft.by}
        onChange={(by) => onChange({ by })}
        options={[
          { value: "values", label: "Values" },
          { value: "range", label: "Range" },
        ]}
      />
      {draft.by === "values" ? (
        <Field
          label="Values, separated by commas"
          error={draft.values === "" ? undefined : plan.problems.values}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.values}
              autoComplete="off"
              className="tabular"
              onChange={(event) => onChange({ values: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <div className="grid grid-cols-3 gap-2">
          {(["from", "to", "step"] as const).map((name) => (
            <Field
              key={name}
              label={name === "from" ? "From" : name === "to" ? "To" : "Step"}
              error={draft[name] === "" ? undefined : plan.problems[name]}
            >
              {(control) => (
                <Input
                  {...control}
                  value={draft[name]}
                  inputMode="decimal"
                  className="tabular"
                  onChange={(event) => onChange({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </>
  );
}

type ChoicesProps = Omit<ValuesProps, "parameter"> & {
  choices: readonly { value: string; label: string }[];
};

function Choices({ choices, draft, onChange }: ChoicesProps) {
  const chosen = draft.values.split("\n").filter(Boolean);
  const toggle = (value: string, on: boolean) =>
    onChange({
      values: choices
        .map((choice) => choice.value)
        .filter((other) => (other === value ? on : chosen.includes(other)))
        .join("\n"),
    });
  return (
    <fieldset className="grid max-h-44 gap-0.5 overflow-y-auto rounded-md border p-1.5">
      <legend className="sr-only">Values</legend>
      {choices.map(({ value, label }) => (
        <label
          key={value}
          className="touchable flex items-center gap-2 rounded-sm px-1.5 py-1 text-sm hover:bg-hover"
        >
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
            className="size-3.5 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function boundsOf({ minimum, maximum, unit }: Parameter): string {
  const suffix = unit === "" ? "" : ` ${unit}`;
  if (minimum !== null && maximum !== null) return `; ${minimum} to ${maximum}${suffix}`;
  if (minimum !== null) return `; ${minimum}${suffix} or more`;
  return maximum === null ? suffix : `; ${maximum}${suffix} or less`;
}
