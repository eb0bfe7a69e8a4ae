import { parseRange, parseSpan } from "#lib/output/filter-range";
import { describeState } from "#lib/output/state-words";
import { findParam, toShown, type KnownParam } from "./known-params.ts";
import { filterFields, plainFilter, type FilterField, type ReviewFilter } from "./review-filter.ts";
import { seedTail } from "#lib/review/browser/desk/words";

/** What a field of the filter is called on screen. */
export const fieldTitles: Record<FilterField | "state", string> = {
  state: "State",
  project: "Project",
  workflow: "Workflow",
  version: "Version",
  run: "Run",
  reason: "Reason",
  decidedBy: "Decided by",
  approvableBy: "Approvable by",
  awaiting: "Waiting for",
  submitter: "Asked by",
  rating: "Stars",
  label: "Label",
  has: "Has",
  archived: "Archived",
  size: "Size",
  width: "Width",
  height: "Height",
  depth: "Re-seeds",
  seed: "Seed",
  since: "Made",
  until: "Made",
  q: "Words",
};

/** One part of a filter that can be taken away by itself. */
export type Chip = { id: string; title: string; value: string; without: ReviewFilter };

/** Knows ids by the names that people have for them. */
export type NameOf = (field: FilterField, value: string) => string | undefined;

/** The parts of a filter, beside the state that the desk begins with. */
export function chipsOf(
  filter: ReviewFilter,
  nameOf: NameOf = () => undefined,
  known: readonly KnownParam[] = [],
): Chip[] {
  const chips: Chip[] = [];
  if (filter.state !== plainFilter.state) {
    const without = { ...filter, state: plainFilter.state };
    chips.push({ id: "state", title: fieldTitles.state, value: describeState(filter.state), without });
  }
  for (const field of filterFields) {
    const text = filter[field];
    if (text === null) continue;
    const value = describeValue(field, text, nameOf);
    chips.push({ id: field, title: fieldTitles[field], value, without: { ...filter, [field]: null } });
  }
  for (const [name, text] of Object.entries(filter.params)) {
    const { [name]: _gone, ...params } = filter.params;
    const param = findParam(known, name);
    const value = text.includes("..") ? describeRange(text) : `= ${toShown(param, text)}`;
    chips.push({ id: `param.${name}`, title: param?.title ?? name, value, without: { ...filter, params } });
  }
  return chips;
}

/** The filter in one sentence: "Approved, stars 4 or more, words “red fox”". */
export function describeFilter(filter: ReviewFilter, nameOf?: NameOf): string {
  const parts = chipsOf(filter, nameOf)
    .filter(({ id }) => id !== "state")
    .map(({ title, value }) => `${title.toLowerCase()} ${value}`);
  return [describeState(filter.state), ...parts].join(", ");
}

function describeValue(field: FilterField, text: string, nameOf: NameOf): string {
  switch (field) {
    case "q":
      return `“${text}”`;
    case "run":
      return `…${text.slice(-6)}`;
    case "seed":
      return seedTail(text);
    case "awaiting":
      return "other reviewers";
    case "archived":
      return text === "all" ? "shown as well" : "only";
    case "rating":
      return text === "0" ? "none" : describeRange(text);
    case "depth":
      return text === "0" ? "none" : describeRange(text);
    case "width":
    case "height":
      return `${describeRange(text)} px`;
    case "since":
      return parseSpan(text) === null ? `since ${text}` : `in the last ${parseSpan(text)}`;
    case "until":
      return `before ${text}`;
    default:
      return text
        .split(",")
        .map((value) => nameOf(field, value) ?? (field === "size" ? value.replace("x", " × ") : value))
        .join(" or ");
  }
}

function describeRange(text: string): string {
  const { from, to } = parseRange(text) ?? { from: null, to: null };
  if (from === to) return from ?? text;
  if (to === null) return `${from} or more`;
  return from === null ? `up to ${to}` : `${from} to ${to}`;
}
