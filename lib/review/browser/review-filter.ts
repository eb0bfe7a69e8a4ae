import type { OutputFilter } from "#lib/output/output-queries";
import type { OutputState } from "#lib/run/output-summary-schema";

export type StateFilter = OutputState | "all";

/** What the desk lists, as the address bar says it. */
export type ReviewFilter = {
  state: StateFilter;
  workflow: string | null;
  run: string | null;
  q: string | null;
};

/** Typed as a record so that a state that is added must be named here. */
const stateNames: Record<StateFilter, true> = {
  pending: true,
  approved: true,
  rejected: true,
  reseeded: true,
  all: true,
};

const known = new Set(["state", "workflow", "run", "q", "output"]);

/** Reads the address. What is not understood is left out and named, so that a notice can say so. */
export function parseReviewFilter(search: URLSearchParams): { filter: ReviewFilter; ignored: string[] } {
  const state = search.get("state");
  const isState = state !== null && Object.hasOwn(stateNames, state);
  const ignored = [...new Set(search.keys())].filter((name) => !known.has(name));
  if (state !== null && !isState) ignored.push(`state=${state}`);
  return {
    filter: {
      state: isState ? (state as StateFilter) : "pending",
      workflow: search.get("workflow") || null,
      run: search.get("run") || null,
      q: search.get("q")?.trim() || null,
    },
    ignored,
  };
}

/** The address of a filter. The default state is left out, so that the plain address is the queue. */
export function reviewPath(filter: ReviewFilter, output?: string | null): string {
  const search = new URLSearchParams();
  if (filter.state !== "pending") search.set("state", filter.state);
  if (filter.workflow !== null) search.set("workflow", filter.workflow);
  if (filter.run !== null) search.set("run", filter.run);
  if (filter.q !== null) search.set("q", filter.q);
  if (output) search.set("output", output);
  return search.size === 0 ? "/review" : `/review?${search}`;
}

/** Undecided ones are worked through oldest first; what is decided is looked up, newest first. */
export function toOutputFilter(filter: ReviewFilter): OutputFilter {
  return {
    kind: "reviewable",
    state: filter.state === "all" ? undefined : filter.state,
    workflow: filter.workflow ?? undefined,
    run: filter.run ?? undefined,
    q: filter.q ?? undefined,
    order: isQueue(filter) ? "oldest" : "newest",
  };
}

/** Whether the list is work to be done, in which a verdict leads to the next undecided picture. */
export function isQueue(filter: ReviewFilter): boolean {
  return filter.state === "pending" || filter.run !== null;
}
