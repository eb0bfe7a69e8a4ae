import type { Scalar } from "#lib/contract/contract";
import type { FormValues } from "./field-entry.ts";

/** The part of `localStorage` used here; a browser may refuse any of it (private windows, full disk). */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type Draft = { readonly version: string; readonly values: FormValues; readonly count: number };

function keyOf(workflow: string): string {
  return `proofsheet:draft:${workflow}`;
}

/**
 * The values somebody left in a form, or null. One draft is kept per workflow and says which version it was typed
 * for: after a change of the contract it is carried over rather than lost.
 */
export function readDraft(store: TextStore, workflow: string): Draft | null {
  try {
    const text = store.getItem(keyOf(workflow));
    return text === null ? null : parseDraft(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Keeps the draft as far as the browser lets us; a form works without. */
export function writeDraft(store: TextStore, workflow: string, draft: Draft): void {
  try {
    store.setItem(keyOf(workflow), JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: nothing to do, and nothing worth telling somebody who is typing.
  }
}

export function clearDraft(store: TextStore, workflow: string): void {
  try {
    store.removeItem(keyOf(workflow));
  } catch {
    // As above.
  }
}

function parseDraft(value: unknown): Draft | null {
  if (typeof value !== "object" || value === null) return null;
  const { version, values, count } = value as { version?: unknown; values?: unknown; count?: unknown };
  if (typeof version !== "string" || typeof values !== "object" || values === null) return null;
  const scalars = Object.entries(values).filter((entry): entry is [string, Scalar] => isScalar(entry[1]));
  const isCount = typeof count === "number" && Number.isInteger(count) && count > 0;
  return { version, values: Object.fromEntries(scalars), count: isCount ? count : 1 };
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
