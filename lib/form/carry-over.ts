import type { Contract, Scalar } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import { validateField } from "#lib/contract/validate-params";
import type { FormValues } from "./field-entry.ts";

/** A value that does not fit the contract any more, with the reason in a sentence. */
export type Dropped = {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly why: string;
};

export type CarriedOver = { readonly values: FormValues; readonly dropped: readonly Dropped[] };

/**
 * Takes the params of a run, or a draft typed for another version, into a form of this contract. What does not fit is
 * left out and listed, never bent into shape.
 */
export function carryOver(contract: Contract, params: { readonly [name: string]: unknown }): CarriedOver {
  const values: { [name: string]: Scalar } = {};
  const dropped: Dropped[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue;
    const property = findProperty(contract, name);
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    if (property === undefined) {
      dropped.push({ name, title: name, value: shown, why: "This workflow no longer has such a field." });
      continue;
    }
    const check = validateField(contract, name, value);
    if (check.ok) values[name] = check.value;
    else dropped.push({ name, title: property.title, value: shown, why: check.messages.join(" ") });
  }
  return { values, dropped };
}
