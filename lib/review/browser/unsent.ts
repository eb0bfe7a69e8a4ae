import { parseExactJson, stringifyExactJson } from "#lib/json";
import type { VerdictBody } from "./verdict-api.ts";

/** A verdict whose answer has not come. Sent again with the same key it is carried out once. */
export type Unsent = { key: string; output: string; body: VerdictBody };

/**
 * Verdicts on their way. They outlive the page: what was given without a network, or in the moment of a reload, is
 * sent when the desk is opened again, and checked there like any other.
 */
export type UnsentVerdicts = {
  all(): readonly Unsent[];
  add(verdict: Unsent): void;
  remove(key: string): void;
};

export function createUnsent(storage: DeskStorage | undefined, personId: string): UnsentVerdicts {
  const name = `proofsheet.unsent.${personId}`;
  /** Read anew each time: another tab may have sent its own meanwhile. */
  function all(): readonly Unsent[] {
    try {
      const value: unknown = parseExactJson(storage?.getItem(name) ?? "[]");
      return Array.isArray(value) ? value.filter(isUnsent) : [];
    } catch {
      return [];
    }
  }
  function keep(verdicts: readonly Unsent[]): void {
    try {
      storage?.setItem(name, stringifyExactJson(verdicts));
    } catch {
      // Full or forbidden: then they live as long as the page.
    }
  }
  return {
    all,
    add: (verdict) => keep([...all().filter(({ key }) => key !== verdict.key), verdict]),
    remove: (key) => keep(all().filter((verdict) => verdict.key !== key)),
  };
}

/** What the desk keeps in the browser. Storage may be forbidden or full; then it lives until the next reload. */
export type DeskStorage = Pick<Storage, "getItem" | "setItem">;

function isUnsent(value: unknown): value is Unsent {
  const verdict = value as Partial<Unsent> | null;
  const isNamed = typeof verdict?.key === "string" && typeof verdict.output === "string";
  return isNamed && typeof verdict.body?.expected === "number" && typeof verdict.body.verdict === "string";
}
