import { parseRange } from "#lib/output/filter-range";
import { readExact } from "#lib/output/search-text";
import { fieldTitles } from "./filter-words.ts";
import { findParam, toStored, type KnownParam } from "./known-params.ts";
import type { FilterField, ReviewFilter } from "./review-filter.ts";

/** How a field is chosen: from its values, from a few lines, as a range of numbers, or as text. */
export type FieldChoice = { field: FilterField | "state" | "param" | "date"; title: string; hint: string };

/** What can be chosen in the list of filters, in its order. */
export const fieldChoices: readonly FieldChoice[] = [
  { field: "state", title: fieldTitles.state, hint: "undecided, approved, rejected, re-seeded" },
  { field: "workflow", title: fieldTitles.workflow, hint: "" },
  { field: "version", title: fieldTitles.version, hint: "of a workflow" },
  { field: "q", title: fieldTitles.q, hint: "all, any, none, a phrase" },
  { field: "param", title: "Setting", hint: "steps = 30, cfg 5..7" },
  { field: "seed", title: fieldTitles.seed, hint: "" },
  { field: "reason", title: fieldTitles.reason, hint: "why it was rejected" },
  { field: "decidedBy", title: fieldTitles.decidedBy, hint: "" },
  { field: "submitter", title: fieldTitles.submitter, hint: "" },
  { field: "rating", title: fieldTitles.rating, hint: "" },
  { field: "label", title: fieldTitles.label, hint: "" },
  { field: "date", title: "Date", hint: "when it was made" },
  { field: "size", title: fieldTitles.size, hint: "" },
  { field: "depth", title: fieldTitles.depth, hint: "how many led to it" },
  { field: "has", title: fieldTitles.has, hint: "comments, drawings" },
  { field: "archived", title: fieldTitles.archived, hint: "what was put aside" },
];

/** Lines to choose from, for fields whose values are not read from the server. */
export const fixedChoices: { [field: string]: readonly { value: string; label: string }[] } = {
  rating: [
    { value: "5", label: "5 stars" },
    { value: "4..", label: "4 stars or more" },
    { value: "3..", label: "3 stars or more" },
    { value: "1..", label: "Any stars" },
    { value: "0", label: "No stars" },
  ],
  depth: [
    { value: "0", label: "Originals only" },
    { value: "1..", label: "Re-seeded from another" },
    { value: "2..", label: "Two re-seeds or more" },
  ],
  has: [
    { value: "comments", label: "Comments" },
    { value: "drawings", label: "Drawings" },
  ],
  archived: [
    { value: "true", label: "Archived only" },
    { value: "all", label: "Archived as well" },
  ],
  date: [
    { value: "24h", label: "The last 24 hours" },
    { value: "7d", label: "The last 7 days" },
    { value: "30d", label: "The last 30 days" },
  ],
};

/** A filter that free text asks for: `steps = 30`, `cfg > 7`, a seed, an id, or else words. */
export type TypedChoice = { id: string; label: string; change: Partial<ReviewFilter> };

export function readTyped(
  typed: string,
  filter: ReviewFilter,
  known: readonly KnownParam[] = [],
): TypedChoice[] {
  const text = typed.trim();
  if (text === "") return [];
  const exact = readExact(text);
  return [
    ...readParam(text, filter, known),
    ...(exact?.kind === "seed"
      ? [{ id: "typed:seed", label: `Seed ${exact.text}`, change: { seed: exact.text } }]
      : []),
    { id: "typed:q", label: `Words “${text}”`, change: { q: text } },
  ];
}

/** `name = value`, `name >= n`, `name <= n`, `name a..b`, by name or title; nothing for anything else. */
function readParam(text: string, filter: ReviewFilter, known: readonly KnownParam[]): TypedChoice[] {
  const [, name, sign = "=", value] = /^([^=<>]*[^=<>\s])\s*(=|>=|<=|>|<)\s*(.+)$/.exec(text) ?? [];
  const [, rangeName, range] = /^(.*\S)\s+(\S*\.\.\S*)$/.exec(text) ?? [];
  const asked = name ?? rangeName;
  if (asked === undefined) return [];
  const param = findParam(known, asked);
  if (param === undefined && !/^[A-Za-z_][\w-]*$/.test(asked)) return [];
  const wanted = name === undefined ? range : toValue(sign, toStored(param, value ?? ""));
  if (wanted === undefined || wanted === null) return [];
  if (wanted.includes("..") && parseRange(wanted) === null) return [];
  const params = { ...filter.params, [param?.name ?? asked]: wanted };
  return [
    {
      id: "typed:param",
      label: param ? `${param.title} ${text.slice(asked.length).trim()}` : `Param ${text}`,
      change: { params },
    },
  ];
}

function toValue(sign: string, value: string): string | null {
  if (sign === "=") return value.trim();
  if (parseRange(value.trim()) === null) return null;
  return sign.startsWith(">") ? `${value.trim()}..` : `..${value.trim()}`;
}

/** The words of a search as its four parts, put together as the search field reads them. */
export type WordParts = { all: string; any: string; none: string; phrase: string };

export function toWords({ all, any, none, phrase }: WordParts): string {
  const exact = phrase.replaceAll('"', " ").trim();
  const split = (text: string) =>
    text
      .replaceAll('"', " ")
      .split(/\s+/)
      .filter((word) => word !== "");
  const always = [
    ...split(all),
    ...(exact === "" ? [] : [`"${exact}"`]),
    ...split(none).map((word) => `-${word}`),
  ].join(" ");
  const choices = split(any);
  // "or" parts whole groups, so what must always hold is said again with each choice.
  if (choices.length === 0) return always;
  return choices.map((word) => `${word} ${always}`.trim()).join(" or ");
}
