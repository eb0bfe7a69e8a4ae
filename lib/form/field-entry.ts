import type { ContractProperty, Scalar } from "#lib/contract/contract";
import { numberText, readNumberText, readWholeText } from "./number-text.ts";

/**
 * What a form holds for one field: the text on screen and what it means. `value` is undefined when nothing is set,
 * which is not the same as "", 0 or false: the default or the graph's own value is used then. Text that means nothing
 * (a number field holding "abc") is its own value, so that the contract refuses it and it survives a reload.
 */
export type FieldEntry = { readonly text: string; readonly value: Scalar | undefined };

export type FormValues = { readonly [name: string]: Scalar };

export const emptyEntry: FieldEntry = { text: "", value: undefined };

export function entryOfValue(value: Scalar | undefined): FieldEntry {
  if (value === undefined) return emptyEntry;
  if (typeof value === "number") return { text: numberText(value), value };
  return { text: String(value), value };
}

/** Reads what somebody typed by the type of the field. An emptied text field is empty text, an emptied number unset. */
export function entryOfText(property: ContractProperty, text: string): FieldEntry {
  if (property.isWide) {
    const digits = readWholeText(text);
    return { text, value: digits === "" ? undefined : (digits ?? text) };
  }
  if (!isNumeric(property)) return { text, value: text };
  const reading = readNumberText(text, { isInteger: property.type === "integer", unit: property.unit });
  switch (reading.kind) {
    case "empty":
      return { text, value: undefined };
    case "number":
      return { text, value: reading.value };
    case "unreadable":
      return { text, value: text };
  }
}

/** A number field that holds text no number can be read from. */
export function isUnreadable(property: ContractProperty, value: Scalar | undefined): value is string {
  if (typeof value !== "string") return false;
  return property.isWide ? readWholeText(value) === null : isNumeric(property);
}

/** Where a field's value comes from; shown beside it, so that "nothing" is never mistaken for "empty". */
export type Standing = "default" | "unset" | "own";

export function standingOf(property: ContractProperty, value: Scalar | undefined): Standing {
  if (value === undefined) return property.default === undefined ? "unset" : "default";
  return value === property.default ? "default" : "own";
}

function isNumeric({ type }: ContractProperty): boolean {
  return type === "number" || type === "integer";
}
