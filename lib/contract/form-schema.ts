import type { CarrierSchema, Contract, ContractProperty } from "./contract.ts";

/** One control. `property` is plain JSON: limits of a wide integer are decimal text, so is its value. */
export type FormField = ContractProperty;

export type FormGroup = {
  /** "" for properties whose author named no group. */
  readonly title: string;
  readonly basic: readonly FormField[];
  readonly advanced: readonly FormField[];
};

/**
 * Everything a form needs, as plain serialisable data.
 *
 * - `schema` goes to RJSF as its `schema`; it is flat, closed and free of references. A wide integer (the seed) is
 *   a string of digits there, so form data never holds a number that could be rounded.
 * - `groups` says where each field stands: groups in the author's order, each with basic and advanced fields.
 *   Field widgets, labels, presets, help and units come from the field, not from `schema`.
 * - `initial` holds the defaults; a field missing there starts empty, which means "keep the graph's value"
 *   unless the field is required.
 * - `seedField` may stay empty: a fresh seed is then drawn for every run.
 *
 * Form data is judged by `validateParams` and `validateField` with the same contract, see `parseContract`.
 */
export type FormSchema = {
  readonly title: string;
  readonly description: string;
  readonly groups: readonly FormGroup[];
  readonly schema: CarrierSchema;
  readonly initial: { readonly [name: string]: string | number | boolean };
  readonly seedField: string | null;
  /** What makes several pictures in one run. Its property is set by how many are asked for, so it has no field. */
  readonly batch: Contract["batch"];
};

/** What the form of a contract is drawn from. Groups stand in the order in which the schema first names them. */
export function toFormSchema(contract: Contract): FormSchema {
  const { title, description, properties, carrierSchema, seedProperty, batch } = contract;
  const own = properties.filter(({ name }) => name !== batch?.property);
  const groups = [...new Set(own.map((property) => property.group))].map((group) => {
    const fields = own.filter((property) => property.group === group);
    return {
      title: group,
      basic: fields.filter((field) => !field.advanced),
      advanced: fields.filter((field) => field.advanced),
    };
  });
  const initial = Object.fromEntries(
    own.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
  return { title, description, groups, schema: carrierSchema, initial, seedField: seedProperty, batch };
}
