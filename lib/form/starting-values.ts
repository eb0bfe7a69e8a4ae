import type { Contract } from "#lib/contract/contract";
import { toFormSchema } from "#lib/contract/form-schema";
import { carryOver, type Dropped } from "./carry-over.ts";
import { readDraft, type TextStore } from "./draft-storage.ts";
import type { FormValues } from "./field-entry.ts";
import type { RunView } from "#lib/run/run-schema";

/** What a form opens with, and what to tell about it. */
export type Start = {
  readonly origin: "fresh" | "draft" | "run";
  readonly values: FormValues;
  readonly count: number;
  readonly dropped: readonly Dropped[];
};

type StartInput = {
  contract: Contract;
  workflow: string;
  version: string;
  run: RunView | null;
  store: TextStore;
};

/** A run to start from comes first, then what was left in this form, then the contract's defaults. */
export function startingValues({ contract, workflow, version, run, store }: StartInput): Start {
  if (run !== null) return { origin: "run", count: 1, ...carryOver(contract, run.params) };
  const { initial } = toFormSchema(contract);
  const draft = readDraft(store, workflow);
  if (draft === null) return { origin: "fresh", values: initial, count: 1, dropped: [] };
  // The same version may hold what is not valid yet; another version's values must fit to be taken.
  const kept =
    draft.version === version ? { values: draft.values, dropped: [] } : carryOver(contract, draft.values);
  const isChanged = !isSame(kept.values, initial);
  return { origin: isChanged || kept.dropped.length > 0 ? "draft" : "fresh", count: draft.count, ...kept };
}

function isSame(a: FormValues, b: FormValues): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
