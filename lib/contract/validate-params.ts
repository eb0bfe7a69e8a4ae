import { carryValue } from "./carry-value.ts";
import { carrierProperty } from "./carrier-schema.ts";
import type { CarrierSchema, CheckedParams, Contract, ContractProperty, Scalar } from "./contract.ts";
import { findProperty } from "./contract.ts";
import { describeFailure } from "./describe-failure.ts";
import { pointerTo } from "./json-pointer.ts";
import { type CarriedParams, judgeParams } from "./judge-params.ts";
import { nearestName } from "./nearest-name.ts";

/** `path` is a pointer into the request body: "/params/steps", or "/params" for the whole. */
export type ParamError = { readonly path: string; readonly message: string };

export type ParamsCheck =
  | { readonly ok: true; readonly params: CheckedParams }
  | { readonly ok: false; readonly errors: readonly ParamError[] };

export type FieldCheck =
  | { readonly ok: true; readonly value: Scalar }
  | { readonly ok: false; readonly messages: readonly string[] };

export type ParamsOptions = {
  /** Ids of the assets this person may use; when given, any other asset id is an error. */
  readonly assetsKnown?: ReadonlySet<string>;
};

/** More unknown names than this are counted, not listed. */
const longestUnknownList = 20;

/**
 * Judges what somebody wants to run: closed, type-exact, defaults filled in, every error reported. A param that
 * is left out and has no default stays out, and the graph keeps its own value. Never throws, whatever it is given.
 */
export function validateParams(contract: Contract, input: unknown, options: ParamsOptions = {}): ParamsCheck {
  const given = readEntries(input);
  if (given === null) {
    return { ok: false, errors: [{ path: "/params", message: "Params must be an object of named values." }] };
  }
  const errors: ParamError[] = [];
  const params: CarriedParams = Object.create(null) as CarriedParams;
  const setAside = new Set<string>();
  for (const property of contract.properties) {
    const value = given.get(property.name);
    given.delete(property.name);
    if (value === undefined) {
      if (property.default !== undefined) params[property.name] = property.default;
      continue;
    }
    const carried = carryAsset(property, value, options);
    if ("value" in carried) {
      params[property.name] = carried.value;
    } else {
      setAside.add(property.name);
      errors.push(errorAt(property.name, carried.message));
    }
  }
  errors.push(...ruleErrors(contract.properties, contract.carrierSchema, params, setAside));
  const inOrder = contract.properties.flatMap(({ name }) =>
    errors.filter(({ path }) => path === `/params/${name}`),
  );
  const all = [...inOrder, ...unknownErrors(contract, [...given.keys()])];
  return all.length === 0 ? { ok: true, params: { ...params } as CheckedParams } : { ok: false, errors: all };
}

/** Judges one value by the rules of its own field; conditions between fields are for `validateParams`. */
export function validateField(contract: Contract, name: string, value: unknown): FieldCheck {
  const property = findProperty(contract, name);
  if (property !== undefined) return validateValue(property, value);
  return { ok: false, messages: unknownErrors(contract, [name]).map(({ message }) => message) };
}

/** `validateField` for a property that is not part of a contract yet. */
export function validateValue(property: ContractProperty, value: unknown): FieldCheck {
  const carried = carryValue(property, value);
  if ("message" in carried) return { ok: false, messages: [carried.message] };
  const params: CarriedParams = Object.assign(Object.create(null), { [property.name]: carried.value });
  const errors = ruleErrors([property], fieldSchema(property), params, new Set());
  if (errors.length === 0) return { ok: true, value: carried.value };
  return { ok: false, messages: errors.map(({ message }) => message) };
}

const fieldSchemas = new WeakMap<ContractProperty, CarrierSchema>();

function fieldSchema(property: ContractProperty): CarrierSchema {
  const known = fieldSchemas.get(property);
  if (known !== undefined) return known;
  const properties = { [property.name]: carrierProperty(property) };
  const schema: CarrierSchema = { type: "object", properties, required: [], additionalProperties: false };
  fieldSchemas.set(property, schema);
  return schema;
}

/** Own values by name, or null when the input is no plain object or cannot be read. */
function readEntries(input: unknown): Map<string, unknown> | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return null;
  try {
    return new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  } catch {
    return null;
  }
}

function carryAsset(property: ContractProperty, value: unknown, { assetsKnown }: ParamsOptions) {
  const carried = carryValue(property, value);
  if (!property.isAsset || assetsKnown === undefined || !("value" in carried)) return carried;
  if (typeof carried.value !== "string" || assetsKnown.has(carried.value)) return carried;
  return { message: `${property.title} names a file that is not there. Upload it again.` };
}

function ruleErrors(
  properties: readonly ContractProperty[],
  schema: CarrierSchema,
  params: CarriedParams,
  setAside: ReadonlySet<string>,
): ParamError[] {
  const titleOf = (name: string) => properties.find((property) => property.name === name)?.title ?? name;
  const failures = judgeParams(schema, params).filter(
    // With a value missing from judgement, conditions would be decided on half the facts.
    ({ name, path }) => !setAside.has(name) && (setAside.size === 0 || path[0] !== "allOf"),
  );
  const mistyped = new Set(failures.filter(({ keyword }) => keyword === "type").map(({ name }) => name));
  const errors = new Map<string, ParamError>();
  for (const failure of failures) {
    const property = properties.find(({ name }) => name === failure.name);
    if (property === undefined || (mistyped.has(failure.name) && failure.keyword !== "type")) continue;
    const error = errorAt(property.name, describeFailure(property, failure, schema, params, titleOf));
    errors.set(`${error.path} ${error.message}`, error);
  }
  return [...errors.values()];
}

function unknownErrors(contract: Contract, names: readonly string[]): ParamError[] {
  const known = contract.properties.map(({ name }) => name);
  const errors = names.slice(0, longestUnknownList).map((name) => {
    const shown = name.length > 64 ? `${name.slice(0, 64).toWellFormed()}…` : name.toWellFormed();
    const nearest = nearestName(name, known);
    const remedy = nearest === null ? "Remove it." : `Did you mean "${nearest}"?`;
    return errorAt(shown, `There is no param "${shown}". ${remedy}`);
  });
  const rest = names.length - errors.length;
  if (rest > 0) errors.push({ path: "/params", message: `${rest} more params are unknown. Remove them.` });
  return errors;
}

function errorAt(name: string, message: string): ParamError {
  return { path: `/params${pointerTo(name)}`, message };
}
