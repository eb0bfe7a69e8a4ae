/**
 * What a contract is once it has been checked. Everything here is plain data; wide integers (64-bit seeds) are
 * decimal text everywhere except inside a filled graph, so a contract and its params travel over JSON unharmed.
 */
export type ScalarType = "string" | "number" | "integer" | "boolean";

/** A value as forms, the API and the database carry it. A wide integer is canonical decimal text. */
export type Scalar = string | number | boolean;

export const widgets = [
  "text",
  "textarea",
  "number",
  "slider",
  "segmented",
  "select",
  "combobox",
  "switch",
  "seed",
  "size",
  "image",
  "mask",
] as const;
export type Widget = (typeof widgets)[number];

/** Where a value lands: an existing literal input of an existing node. `pointer` is `/<nodeId>/inputs/<input>`. */
export type Binding = { readonly pointer: string; readonly nodeId: string; readonly input: string };

export type Choice = { readonly value: Scalar; readonly label: string };

/** A named set of values a person can choose with one click, such as "Square" for width and height. */
export type Preset = { readonly title: string; readonly values: { readonly [name: string]: Scalar } };

/** Limits as the author wrote them; those of a wide integer are decimal text and always inclusive. */
export type Bounds = {
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
};

export type ContractProperty = {
  readonly name: string;
  readonly type: ScalarType;
  readonly title: string;
  /** One or two sentences for the person filling the form; "" when the author wrote none. */
  readonly help: string;
  readonly placeholder: string;
  readonly group: string;
  readonly advanced: boolean;
  readonly widget: Widget;
  /** Step of the control (not a rule; the rule is `bounds.multipleOf`). */
  readonly step?: number;
  readonly unit: string;
  readonly required: boolean;
  /** Filled in when the value is left out. Without one the graph's own value stays. */
  readonly default?: Scalar;
  readonly examples: readonly Scalar[];
  readonly bounds: Bounds;
  readonly pattern?: string;
  readonly format?: string;
  /** The only values allowed, with their labels; null when any value within bounds is. */
  readonly choices: readonly Choice[] | null;
  readonly presets: readonly Preset[];
  readonly bindings: readonly Binding[];
  /** The value is the id of an uploaded asset. */
  readonly isAsset: boolean;
  /** The value is an integer that may not fit a JavaScript number: decimal text, never a number. */
  readonly isWide: boolean;
};

/** One property in a JSON Schema that any validator and RJSF understand; no references, no 64-bit numbers. */
export type PropertySchema = {
  readonly type?: ScalarType;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Scalar;
  readonly examples?: readonly Scalar[];
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
};

/** A branch of a condition: it may ask for more properties or narrow declared ones, nothing else. */
export type BranchSchema = {
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: PropertySchema };
};

export type Condition = {
  readonly if: BranchSchema;
  readonly then?: BranchSchema;
  readonly else?: BranchSchema;
};

/**
 * The schema of what is carried: closed, references inlined, conditions in `allOf`, wide integers as strings of
 * digits. Judged by the same validator in browser and server, and drawn by RJSF.
 */
export type CarrierSchema = {
  readonly type: "object";
  readonly title?: string;
  readonly description?: string;
  readonly properties: { readonly [name: string]: PropertySchema };
  readonly required: readonly string[];
  readonly additionalProperties: false;
  readonly allOf?: readonly Condition[];
};

/** What a rejection of the workflow's pictures has to say: nothing more, a reason (listed or in words), or a note. */
export const reasonPolicies = ["optional", "required", "note"] as const;
export type ReasonPolicy = (typeof reasonPolicies)[number];

/** How many people's verdicts decide a picture of the workflow, at the most. */
export const mostReviewers = 5;

/** What the workflow asks of the verdicts on its pictures. */
export type ReviewRules = {
  readonly reason: ReasonPolicy;
  /** So many verdicts decide together, from 1 to `mostReviewers`. */
  readonly reviewers: number;
  /** Nobody sees another's verdict before giving their own; only where several decide. */
  readonly isBlind: boolean;
};

export type BatchRule = { readonly property: string; readonly max: number };

declare const checkedContract: unique symbol;

/** A schema that passed the profile. Made by `loadContract` (against its graph) or `parseContract`, nowhere else. */
export type Contract = {
  readonly [checkedContract]: true;
  readonly title: string;
  readonly description: string;
  /** In the author's order. */
  readonly properties: readonly ContractProperty[];
  readonly carrierSchema: CarrierSchema;
  /** The schema file's own text, from which an equal contract can be read again. */
  readonly schemaText: string;
  readonly seedProperty: string | null;
  /** Ids of the nodes whose files count; null means every node that saves. */
  readonly outputs: readonly string[] | null;
  readonly pool: string | null;
  readonly batch: BatchRule | null;
  /** Params of a short run that has a server load what the workflow needs; null when the author gave none. */
  readonly warmup: CheckedParams | null;
  readonly review: ReviewRules;
  /** Relative weight of one run, 1 when the author says nothing. */
  readonly cost: number;
};

declare const checkedParams: unique symbol;

/** Params that passed `validateParams`: closed, type-exact, defaults filled in, wide integers canonical text. */
export type CheckedParams = { readonly [name: string]: Scalar } & { readonly [checkedParams]: true };

export function findProperty(contract: Contract, name: string): ContractProperty | undefined {
  return contract.properties.find((property) => property.name === name);
}
