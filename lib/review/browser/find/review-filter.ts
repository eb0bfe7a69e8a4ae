import { parseMoment, parseRange, parseSpan } from "#lib/output/filter-range";
import type { OutputFilter } from "#lib/output/output-queries";
import type { OutputState } from "#lib/run/output-summary-schema";

/** The fields of a filter beside state and params, named as the API names them, in the order of an address. */
export const filterFields = [
  "project",
  "workflow",
  "version",
  "run",
  "reason",
  "decidedBy",
  "approvableBy",
  "awaiting",
  "submitter",
  "rating",
  "label",
  "has",
  "archived",
  "size",
  "width",
  "height",
  "depth",
  "seed",
  "since",
  "until",
  "q",
] as const;

export type FilterField = (typeof filterFields)[number];

/** One state, several with commas between, or `all`. */
export type StateFilter = string;

/** What the desk lists, as the address bar says it. */
export type ReviewFilter = { state: StateFilter; params: Readonly<Record<string, string>> } & {
  [Field in FilterField]: string | null;
};

/** Everything that waits for a verdict: what the plain address lists. */
export const plainFilter: ReviewFilter = {
  state: "pending",
  params: {},
  project: null,
  workflow: null,
  version: null,
  run: null,
  reason: null,
  decidedBy: null,
  approvableBy: null,
  awaiting: null,
  submitter: null,
  rating: null,
  label: null,
  has: null,
  archived: null,
  size: null,
  width: null,
  height: null,
  depth: null,
  seed: null,
  since: null,
  until: null,
  q: null,
};

/** How many parts of a filter narrow the list, beside what the plain address lists. */
export function partsInForce(filter: ReviewFilter): number {
  const fields = filterFields.filter((field) => filter[field] !== null).length;
  return fields + Object.keys(filter.params).length + (filter.state === plainFilter.state ? 0 : 1);
}

/** Typed as a record so that a state that is added must be named here. */
const stateNames: Record<OutputState, true> = {
  pending: true,
  approved: true,
  rejected: true,
  reseeded: true,
};

const isRange = (text: string) => parseRange(text) !== null;
const isMoment = (text: string) => parseMoment(text) !== null || parseSpan(text) !== null;

/** What a field may hold; those not named take any text. */
const sound: { [Field in FilterField]?: (text: string) => boolean } = {
  rating: isRange,
  width: isRange,
  height: isRange,
  depth: isRange,
  since: isMoment,
  until: isMoment,
  approvableBy: (text) => text === "me",
  awaiting: (text) => text === "others",
  seed: (text) => /^\d{1,20}$/.test(text),
  size: (text) => text.split(",").every((size) => /^\d{1,6}x\d{1,6}$/.test(size)),
  archived: (text) => text === "true" || text === "all",
  has: (text) => text.split(",").every((what) => what === "comments" || what === "drawings"),
};

const paramPrefix = "param.";
const known = new Set<string>([...filterFields, "state", "output", "comment", "compare", "session", "order"]);

/** Reads the address. What is not understood is left out and named, so that a notice can say so. */
export function parseReviewFilter(search: URLSearchParams): { filter: ReviewFilter; ignored: string[] } {
  const filter: ReviewFilter = { ...plainFilter };
  const params: Record<string, string> = {};
  const ignored: string[] = [];
  for (const name of new Set(search.keys())) {
    const text = search.get(name)?.trim() ?? "";
    if (name.startsWith(paramPrefix) && name.length > paramPrefix.length) {
      if (text !== "") params[name.slice(paramPrefix.length)] = text;
    } else if (!known.has(name)) ignored.push(name);
    else if (name === "state") {
      if (isState(text)) filter.state = text;
      else ignored.push(`state=${text}`);
    } else if (isField(name) && text !== "") {
      if (sound[name]?.(text) ?? true) filter[name] = text;
      else ignored.push(`${name}=${text}`);
    }
  }
  return { filter: { ...filter, params }, ignored };
}

function isField(name: string): name is FilterField {
  return filterFields.some((field) => field === name);
}

function isState(text: string): boolean {
  return text === "all" || text.split(",").every((state) => Object.hasOwn(stateNames, state));
}

/** What stands behind the question mark. The default state is left out, so that the plain address is the queue. */
export function reviewQuery(filter: ReviewFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (filter.state !== "pending") search.set("state", filter.state);
  for (const field of filterFields) {
    const text = filter[field];
    if (text !== null) search.set(field, text);
  }
  for (const [name, text] of Object.entries(filter.params)) search.set(`${paramPrefix}${name}`, text);
  return search;
}

/** The address of a filter. */
export function reviewPath(filter: ReviewFilter, output?: string | null): string {
  const search = reviewQuery(filter);
  if (output) search.set("output", output);
  return search.size === 0 ? "/review" : `/review?${search}`;
}

/** Undecided ones are worked through oldest first; what is decided is looked up, newest first. */
export function toOutputFilter(filter: ReviewFilter): OutputFilter {
  return {
    kind: "reviewable",
    ...Object.fromEntries(reviewQuery(filter)),
    state: filter.state === "all" ? undefined : filter.state,
    order: isQueue(filter) ? "oldest" : "newest",
  };
}

/** Whether the list is work to be done, in which a verdict leads to the next undecided picture. */
export function isQueue(filter: ReviewFilter): boolean {
  const isLookedUp = filter.archived !== null || filter.awaiting !== null;
  return (filter.state === "pending" || filter.run !== null) && !isLookedUp;
}

/** Whether a list may hold outputs of this state. */
export function admits(listed: StateFilter | undefined, state: OutputState): boolean {
  return listed === undefined || listed.split(",").includes(state);
}
