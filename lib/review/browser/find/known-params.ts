import type { ParamView, WorkflowView } from "#lib/workflow/workflow-schema";
import type { ReviewFilter } from "./review-filter.ts";

/** A param that pictures can be looked for by, under the name and the titles it has in contracts. */
export type KnownParam = {
  name: string;
  title: string;
  /** Titles of the workflows that have it. */
  workflows: readonly string[];
  /** All values that any of them allows; null where one takes others too. */
  choices: ParamView["choices"];
};

/** What the workflows that a filter is about let people set; the seed is a field of its own. */
export function knownParams(workflows: readonly WorkflowView[], filter: ReviewFilter): KnownParam[] {
  const wanted = filter.workflow?.split(",");
  const found = new Map<string, KnownParam>();
  for (const { name: workflow, title: workflowTitle, params } of workflows) {
    if (wanted && !wanted.includes(workflow)) continue;
    for (const param of params) {
      const known = found.get(param.name);
      if (known === undefined) found.set(param.name, { ...param, workflows: [workflowTitle] });
      else {
        const choices = known.choices && param.choices && union(known.choices, param.choices);
        found.set(param.name, { ...known, workflows: [...known.workflows, workflowTitle], choices });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.title.localeCompare(b.title));
}

/** A param as somebody typed it, by name or by what it is called on screen. */
export function findParam(known: readonly KnownParam[], typed: string): KnownParam | undefined {
  const wanted = typed.trim().toLowerCase();
  return (
    known.find(({ name }) => name === typed.trim()) ??
    known.find(({ name, title }) => name.toLowerCase() === wanted || title.toLowerCase() === wanted)
  );
}

/** A value as it is stored, for one that was typed as it reads on screen. */
export function toStored(param: KnownParam | undefined, typed: string): string {
  const wanted = typed.trim().toLowerCase();
  return param?.choices?.find(({ label }) => label.toLowerCase() === wanted)?.value ?? typed.trim();
}

/** A value as it reads on screen. */
export function toShown(param: KnownParam | undefined, stored: string): string {
  const wanted = stored.toLowerCase();
  return param?.choices?.find(({ value }) => value.toLowerCase() === wanted)?.label ?? stored;
}

/** Values of any param that hold what was typed, so that nobody has to know which setting a name belongs to. */
export function valuesHolding(
  known: readonly KnownParam[],
  typed: string,
): { param: KnownParam; value: string; label: string }[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted.length < 2) return [];
  return known.flatMap((param) =>
    (param.choices ?? [])
      .filter(({ label }) => label.toLowerCase().includes(wanted))
      .map((choice) => ({ param, ...choice })),
  );
}

function union(
  first: NonNullable<ParamView["choices"]>,
  second: NonNullable<ParamView["choices"]>,
): NonNullable<ParamView["choices"]> {
  const values = new Set(first.map(({ value }) => value));
  return [...first, ...second.filter(({ value }) => !values.has(value))];
}
