import type { Scope } from "#lib/review/session-schema";
import { chipsOf, type NameOf } from "#lib/review/browser/find/filter-words";
import { parseReviewFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";

/** The words of a scope that its list has without saying so. */
const silent: Readonly<Record<string, string>> = { state: "pending", kind: "reviewable" };

const stateTitles: Readonly<Record<string, string>> = {
  pending: "Undecided pictures",
  approved: "Approved pictures",
  rejected: "Rejected pictures",
  reseeded: "Re-seeded pictures",
  all: "Pictures in any state",
};

/** A scope as a person would say it: "Undecided pictures, workflow SDXL picture, words “a fox”". */
export function describeScope(scope: Scope, nameOf?: NameOf): string {
  const filter = filterOf(scope);
  const parts = chipsOf(filter, nameOf).filter(({ id }) => id !== "state");
  return [
    stateTitles[filter.state] ?? "Pictures in several states",
    ...parts.map(({ title, value }) => `${title.toLowerCase()} ${value}`),
  ].join(", ");
}

/** The filter that a scope's list was drawn by, as the desk knows it. */
export function filterOf(scope: Scope): ReviewFilter {
  return parseReviewFilter(new URLSearchParams(wordsOf(scope).filter(([name]) => name !== "kind"))).filter;
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
