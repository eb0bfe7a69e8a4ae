import type { ScalarType } from "./contract.ts";

/**
 * The profile: the part of JSON Schema (draft 2020-12) a contract may use. Whatever is not listed here is refused
 * with its JSON Pointer; nothing is half understood.
 *
 * - The root is an object with flat `properties`, each one scalar. It is always closed: params it does not name
 *   are refused, so `additionalProperties` may only be absent or false.
 * - `$ref` is local (`#/$defs/name`), and a keyword next to it may not repeat one it brings along.
 * - Choices are `enum`, or `oneOf` with `const` and `title`, which is the same list with labels.
 * - Conditions are `if`/`then`/`else` at the root or in a root `allOf`. The `if` compares required params with
 *   constants; a branch may only ask for params (`required`) or narrow declared ones.
 * - `x-bind` says where a value lands; `x-ui` how it is asked for; `x-outputs`, `x-pool`, `x-batch`, `x-warmup`,
 *   `x-review` and `x-cost` speak about the whole workflow.
 * - An integer whose bounds leave +-2^53-1, and every seed, is wide: carried as decimal text, so it needs both
 *   bounds. Any other integer stays within +-2^53-1, any text within `limits.textLength` characters, stated or not.
 */
export const rootKeywords: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "type",
  "title",
  "description",
  "properties",
  "required",
  "additionalProperties",
  "if",
  "then",
  "else",
  "allOf",
  "x-outputs",
  "x-pool",
  "x-batch",
  "x-warmup",
  "x-review",
  "x-cost",
]);

const annotationKeywords = ["title", "description", "$comment", "default", "examples", "x-bind", "x-ui"];
const anyTypeKeywords = ["type", "enum", "const", "oneOf", "$ref", ...annotationKeywords];
const numberKeywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const stringKeywords = ["minLength", "maxLength", "pattern", "format"];

export const propertyKeywords: ReadonlySet<string> = new Set([
  ...anyTypeKeywords,
  ...numberKeywords,
  ...stringKeywords,
]);

/** Keywords that say something about one type only. */
export function keywordsOf(type: ScalarType): ReadonlySet<string> {
  if (type === "string") return new Set([...anyTypeKeywords, ...stringKeywords]);
  if (type === "boolean") return new Set(anyTypeKeywords);
  return new Set([...anyTypeKeywords, ...numberKeywords]);
}

/** What a branch may say about a declared property. */
export const narrowingKeywords: ReadonlySet<string> = new Set([
  "enum",
  "const",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
]);

export const uiKeywords: ReadonlySet<string> = new Set([
  "widget",
  "group",
  "advanced",
  "help",
  "placeholder",
  "labels",
  "presets",
  "step",
  "unit",
]);

/** Asserted formats. `asset` is ours: the id of an uploaded file. */
export const formats: ReadonlySet<string> = new Set([
  "asset",
  "date",
  "date-time",
  "email",
  "time",
  "uri",
  "uuid",
]);

export const limits = {
  /** Characters of a schema or graph file. */
  fileLength: 4_000_000,
  properties: 200,
  choices: 50_000,
  /** Longest text where the author states no maxLength. */
  textLength: 10_000,
  patternLength: 200,
  /** Steps a pattern may need in the worst case. */
  patternCost: 2_000_000,
} as const;

export const draft = "https://json-schema.org/draft/2020-12/schema";

/** Why a keyword people try is refused, with the way round it. */
export const refusedKeywords: { readonly [keyword: string]: string } = {
  $dynamicRef: "Use a plain local $ref.",
  $dynamicAnchor: "Use a plain local $ref.",
  $anchor: "Refer to #/$defs/<name> instead.",
  definitions: "Use $defs.",
  unevaluatedProperties: "A contract is always closed, so it is not needed.",
  unevaluatedItems: "Params are single values.",
  patternProperties: "Name every param under properties.",
  propertyNames: "Name every param under properties.",
  dependentRequired: "Use if/then with required.",
  dependentSchemas: "Use if/then.",
  dependencies: "Use if/then.",
  anyOf: "Use enum, oneOf with const and title, or if/then.",
  not: "Say what is allowed instead.",
  items: "Params are single values.",
  prefixItems: "Params are single values.",
  contains: "Params are single values.",
};
