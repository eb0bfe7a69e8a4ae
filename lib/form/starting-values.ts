import type { Contract } from "#lib/contract/contract";
import { toFormSchema } from "#lib/contract/form-schema";
import { carryOver, type Dropped } from "./carry-over.ts";
import { readDraft, type TextStore } from "./draft-storage.ts";
import type { FormValues } from "./field-entry.ts";

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
  /** The params of a run or an output to start from. */
  from: { readonly [name: string]: unknown } | null;
  store: TextStore;
};

/** Params to start from come first, then what was left in this form, then the contract's defaults. */
export function startingValues({ contract, workflow, version, from, store }: StartInput): Start {
  if (from !== null) {
    const { values, dropped } = carryOver(contract, from);
    return {
      origin: "run",
      count: picturesOf(contract, values),
      values: withoutBatch(contract, values),
      dropped,
    };
  }
  const { initial } = toFormSchema(contract);
  const draft = readDraft(store, workflow);
  if (draft === null) return { origin: "fresh", values: initial, count: 1, dropped: [] };
  // The same version may hold what is not valid yet; another version's values must fit to be taken.
  const { values: kept, dropped } =
    draft.version === version ? { values: draft.values, dropped: [] } : carryOver(contract, draft.values);
  const values = withoutBatch(contract, kept);
  const isChanged = !isSame(values, initial);
  return { origin: isChanged || dropped.length > 0 ? "draft" : "fresh", count: draft.count, values, dropped };
}

/** A run that made several pictures at once starts a form that asks for as many. */
function picturesOf({ batch }: Contract, values: FormValues): number {
  const pictures = batch === null ? 1 : values[batch.property];
  return typeof pictures === "number" ? pictures : 1;
}

/** How many pictures a run makes follows from how many are asked for; it is no value of the form. */
function withoutBatch({ batch }: Contract, values: FormValues): FormValues {
  if (batch === null) return values;
  const { [batch.property]: _pictures, ...others } = values;
  return others;
}

function isSame(a: FormValues, b: FormValues): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
