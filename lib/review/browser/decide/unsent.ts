import { parseExactJson, stringifyExactJson } from "#lib/json";
import type { BulkDecide } from "#lib/review/decision-schema";
import type { VerdictBody } from "./verdict-api.ts";

/** A verdict whose answer has not come. Sent again with the same key it is carried out once. */
export type UnsentVerdict = { key: string; output: string; body: VerdictBody };

/** The same of a verdict that is taken back, which may itself not be answered yet. */
export type UnsentWithdrawal = {
  key: string;
  output: string;
  body: { verdict: "withdrawn"; expected: number };
};

/** Many verdicts that are one request. */
export type UnsentMany = { key: string; many: BulkDecide };

export type Unsent = UnsentVerdict | UnsentWithdrawal | UnsentMany;

/**
 * Verdicts and withdrawals on their way, in the order of their keys. They outlive the page: what was pressed without a
 * network, or in the moment of a reload, is sent when the desk is opened again, and checked there like any other.
 */
export type UnsentWrites = {
  all(): readonly Unsent[];
  /** Keeps one more; one with the same key is kept anew in its place. */
  add(write: Unsent): void;
  remove(key: string): void;
  /** Whether they outlive the page. Storage may be full or forbidden: then they are gone with it. */
  isKept(): boolean;
};

export function isMany(write: Unsent): write is UnsentMany {
  return "many" in write;
}

export function isWithdrawal(write: UnsentVerdict | UnsentWithdrawal): write is UnsentWithdrawal {
  return write.body.verdict === "withdrawn";
}

export function createUnsent(storage: DeskStorage | undefined, personId: string): UnsentWrites {
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
  let isKept = true;
  function keep(writes: readonly Unsent[]): void {
    try {
      storage?.setItem(name, stringifyExactJson(writes));
      isKept = true;
    } catch {
      isKept = false;
    }
  }
  return {
    all,
    add(write) {
      const kept = all();
      const isKnown = kept.some(({ key }) => key === write.key);
      keep(isKnown ? kept.map((other) => (other.key === write.key ? write : other)) : [...kept, write]);
    },
    remove: (key) => keep(all().filter((write) => write.key !== key)),
    isKept: () => isKept,
  };
}

/** What the desk keeps in the browser. Storage may be forbidden or full; then it lives until the next reload. */
export type DeskStorage = Pick<Storage, "getItem" | "setItem">;

function isUnsent(value: unknown): value is Unsent {
  const write = value as Partial<UnsentVerdict & UnsentMany> | null;
  if (typeof write?.key !== "string") return false;
  if (write.many !== undefined) return Array.isArray(write.many.items);
  const { output, body } = write;
  return typeof output === "string" && typeof body?.expected === "number" && typeof body.verdict === "string";
}
