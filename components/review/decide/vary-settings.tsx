"use client";

import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { ShownValues } from "#components/review/decide/shown-values";
import { VaryParameter } from "#components/review/decide/vary-parameter";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Segmented } from "#components/ui/segmented";
import type { VaryDraft, VaryPlan } from "#lib/review/browser/decide/plan-vary";
import type { ReseedOptions } from "#lib/review/reseed-schema";

type VarySettingsProps = {
  options: ReseedOptions;
  draft: VaryDraft;
  plan: VaryPlan;
  onChange: (part: Partial<VaryDraft>) => void;
};

/** How many, which seeds or values, and by which version. */
export function VarySettings({ options, draft, plan, onChange }: VarySettingsProps) {
  return (
    <>
      {draft.grain === "everything" && (
        <Seeds options={options} draft={draft} plan={plan} onChange={onChange} />
      )}
      {draft.grain === "prompts" && <Count draft={draft} plan={plan} onChange={onChange} />}
      {draft.grain === "parameter" && (
        <VaryParameter options={options} draft={draft} plan={plan} onChange={onChange} />
      )}
      {draft.grain === "unchanged" && <CacheWarning draft={draft} onChange={onChange} />}
      <Version options={options} draft={draft} onChange={onChange} />
    </>
  );
}

function Seeds({ options, draft, plan, onChange }: VarySettingsProps) {
  return (
    <div className="grid gap-3">
      <Segmented
        aria-label="Seeds"
        value={draft.seed}
        onChange={(seed) => onChange({ seed })}
        options={[
          { value: "random", label: "Random" },
          { value: "original", label: "This one + n" },
          { value: "fixed", label: "A given one" },
        ]}
      />
      {draft.seed === "fixed" ? (
        <Field
          label="Seed"
          // Nothing is wrong yet with what nobody has typed.
          error={draft.fixed === "" ? undefined : plan.problems.fixed}
          help={`This picture's is ${options.seed ?? "none"}.`}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.fixed}
              inputMode="numeric"
              autoComplete="off"
              className="font-mono"
              onChange={(event) => onChange({ fixed: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Count draft={draft} plan={plan} onChange={onChange} />
      )}
      {draft.seed === "original" && (
        <Field label="Beginning with + n" error={plan.problems.plus}>
          {(control) => (
            <Input
              {...control}
              value={draft.plus}
              inputMode="numeric"
              onChange={(event) => onChange({ plus: event.target.value })}
            />
          )}
        </Field>
      )}
      <ShownValues
        label="Seeds"
        plan={plan}
        none={
          draft.seed === "random"
            ? "The server draws them when you submit, each unlike the others."
            : "Known once they are typed."
        }
      />
      {draft.seed === "fixed" && plan.shown[0] === options.seed && (
        <CacheWarning draft={draft} onChange={onChange} />
      )}
    </div>
  );
}

function Count({ draft, plan, onChange }: Omit<VarySettingsProps, "options">) {
  return (
    <Field label="How many" error={plan.problems.count}>
      {(control) => (
        <Input
          {...control}
          value={draft.count}
          inputMode="numeric"
          className="max-w-24 tabular"
          onChange={(event) => onChange({ count: event.target.value })}
        />
      )}
    </Field>
  );
}

/** Asks whether it shall really be drawn again, and says what that costs. */
function CacheWarning({ draft, onChange }: Pick<VarySettingsProps, "draft" | "onChange">) {
  const id = useId();
  return (
    <div className="rounded-md border border-accent/60 bg-accent-tint px-3 py-2 text-xs text-accent-text">
      <p className="flex gap-1.5">
        <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
        ComfyUI remembers what it made: it will most likely answer with the old picture and write no new file.
      </p>
      <p className="mt-2 flex items-start gap-2">
        <input
          id={id}
          type="checkbox"
          checked={draft.grain === "unchanged" && draft.isAfresh}
          onChange={(event) => onChange({ grain: "unchanged", isAfresh: event.target.checked })}
          className="mt-0.5 size-3.5 accent-accent"
        />
        <label htmlFor={id}>
          Have it drawn again. The server forgets its models first, so this run and the next one take longer.
        </label>
      </p>
    </div>
  );
}

function Version({ options, draft, onChange }: Omit<VarySettingsProps, "plan">) {
  const { parent, published, publishedRefusal } = options;
  if (published === null) return null;
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">Version</span>
      <Segmented
        aria-label="Version"
        value={draft.version}
        onChange={(version) => onChange({ version })}
        options={[
          { value: "parent", label: `${parent.number}, which made it` },
          { value: "published", label: `${published.number}, published now` },
        ]}
      />
      <p className="text-xs text-soft">
        {publishedRefusal === null
          ? `Version ${published.number} has been published since.`
          : `Version ${published.number} would not take these params: ${publishedRefusal}`}
      </p>
    </div>
  );
}
