import type { Scope } from "#lib/review/session-schema";

/** The words of a scope that its list has without saying so. */
const silent: Readonly<Record<string, string>> = { state: "pending", kind: "reviewable" };

const stateTitles: Readonly<Record<string, string>> = {
  pending: "Undecided pictures",
  approved: "Approved pictures",
  rejected: "Rejected pictures",
  reseeded: "Re-seeded pictures",
  all: "Pictures in any state",
};

/** A scope as a person would say it: "Undecided pictures, workflow sdxl, “a fox”". */
export function describeScope(scope: Scope): string {
  const { state, kind: _kind, q, run, ...rest } = scope;
  return [
    stateTitles[String(state)] ?? "Pictures",
    ...wordsOf(rest).map(([name, value]) => `${name} ${value}`),
    ...(run === undefined ? [] : [`run …${run.slice(-6)}`]),
    ...(q === undefined ? [] : [`“${q}”`]),
  ].join(", ");
}

/** The address of the desk for a scope, and for the session that goes through it. */
export function scopePath(scope: Scope, more: { session?: string; order?: string } = {}): string {
  const search = new URLSearchParams(
    wordsOf({ ...scope, ...more }).filter(([name, value]) => value !== silent[name]),
  );
  return search.size === 0 ? "/review" : `/review?${search}`;
}

/** The values of a filter as an address writes them. */
function wordsOf(filter: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(filter).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value)) return [[name, value.join(",")]];
    const isWord = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return isWord ? [[name, String(value)]] : [];
  });
}
