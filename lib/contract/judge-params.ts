import { Validator } from "@cfworker/json-schema";
import type { CarrierSchema, Scalar } from "./contract.ts";
import { readPointer } from "./json-pointer.ts";

/** Values as carried, by param name; made without a prototype. */
export type CarriedParams = { [name: string]: Scalar };

/** One broken rule: `path` leads to it in the schema (`["allOf", "0", "then", "required"]`), `rule` is its value. */
export type Failure = {
  readonly name: string;
  readonly keyword: string;
  readonly rule: unknown;
  readonly path: readonly string[];
};

/** Keywords that only report that something beneath them failed. */
const wrappers: ReadonlySet<string> = new Set(["properties", "allOf", "if", "additionalProperties"]);

const validators = new WeakMap<CarrierSchema, Validator>();

/** Judges carried params. The same engine, without code generation, in browser and server. */
export function judgeParams(schema: CarrierSchema, params: CarriedParams): Failure[] {
  const { errors } = validatorOf(schema).validate(params);
  return errors.flatMap(({ keyword, keywordLocation, instanceLocation }): Failure[] => {
    if (wrappers.has(keyword)) return [];
    if (keyword === "false") return [{ name: nameAt(instanceLocation), keyword, rule: false, path: [] }];
    const path = readPointer(keywordLocation.slice(1)) ?? [];
    const rule = path.reduce<unknown>((part, token) => (part as { [key: string]: unknown })[token], schema);
    if (keyword !== "required") return [{ name: nameAt(instanceLocation), keyword, rule, path }];
    const missing = (rule as string[]).filter((name) => !Object.hasOwn(params, name));
    return missing.map((name) => ({ name, keyword, rule, path }));
  });
}

function validatorOf(schema: CarrierSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  // The engine marks the schema objects it is given, so it gets its own copy.
  const fresh = new Validator(structuredClone(schema) as object, "2020-12", false);
  validators.set(schema, fresh);
  return fresh;
}

function nameAt(instanceLocation: string): string {
  return readPointer(instanceLocation.slice(1))?.[0] ?? "";
}
