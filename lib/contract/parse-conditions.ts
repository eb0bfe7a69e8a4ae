import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";
import type { BranchSchema, Condition, ContractProperty, PropertySchema } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import type { Complain, KnownParams } from "./keyword-source.ts";
import { narrowingKeywords } from "./profile.ts";
import { refusal } from "./resolve-reference.ts";

/** Reads `if`/`then`/`else` at the root and in a root `allOf` into one list of conditions. */
export function parseConditions(root: ExactObject, known: KnownParams, complain: Complain): Condition[] {
  const entries: [pointer: string, value: ExactJson][] = [];
  if (["if", "then", "else"].some((word) => Object.hasOwn(root, word))) {
    const own = Object.entries(root).filter(([word]) => ["if", "then", "else"].includes(word));
    entries.push(["", Object.fromEntries(own)]);
  }
  const all = root["allOf"];
  if (Array.isArray(all))
    entries.push(...all.map((part, i): [string, ExactJson] => [pointerTo("allOf", i), part]));
  else if (all !== undefined) complain("/allOf", "allOf must be a list of conditions.");
  return entries.flatMap(([at, value]) => parseCondition(at, value, known, complain));
}

function parseCondition(at: string, value: ExactJson, known: KnownParams, complain: Complain): Condition[] {
  if (!isJsonObject(value)) {
    complain(at, "A condition is an object with if and then.");
    return [];
  }
  for (const word of Object.keys(value)) {
    if (!["if", "then", "else", "$comment"].includes(word)) complain(at + pointerTo(word), refusal(word));
  }
  const { if: test, then: yes, else: no } = value;
  if (test === undefined || (yes === undefined && no === undefined)) {
    complain(at, "A condition needs if, and then or else.");
    return [];
  }
  const parts = {
    if: parseTest(`${at}/if`, test, known, complain),
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; never awaited
    ...(yes === undefined ? {} : { then: parseBranch(`${at}/then`, yes, known, complain) }),
    ...(no === undefined ? {} : { else: parseBranch(`${at}/else`, no, known, complain) }),
  };
  return [parts];
}

/** The test compares params with constants, and asks for each of them, so that an absent one never passes. */
function parseTest(at: string, value: ExactJson, known: KnownParams, complain: Complain): BranchSchema {
  const test = parseBranch(at, value, known, complain);
  const names = Object.keys(test.properties ?? {});
  if (names.length === 0) complain(at, "if must compare at least one param with const or enum.");
  for (const [name, rule] of Object.entries(test.properties ?? {})) {
    const words = Object.keys(rule);
    if (words.length !== 1 || (words[0] !== "const" && words[0] !== "enum")) {
      complain(at + pointerTo("properties", name), "if compares a param with exactly one of const and enum.");
    }
    if (!(test.required ?? []).includes(name)) {
      complain(at, `if must list ${name} under required, otherwise it also holds when ${name} is left out.`);
    }
  }
  return test;
}

function parseBranch(at: string, value: ExactJson, known: KnownParams, complain: Complain): BranchSchema {
  if (!isJsonObject(value)) {
    complain(at, "A branch is an object with required or properties.");
    return {};
  }
  for (const word of Object.keys(value)) {
    if (word !== "required" && word !== "properties") complain(at + pointerTo(word), refusal(word));
  }
  const { required, properties } = value;
  const names = required === undefined ? [] : parseRequired(`${at}/required`, required, known, complain);
  if (properties !== undefined && !isJsonObject(properties))
    complain(`${at}/properties`, "properties is an object.");
  const rules = isJsonObject(properties)
    ? Object.entries(properties).map(([name, rule]): [string, PropertySchema] => [
        name,
        parseNarrowing(at + pointerTo("properties", name), name, rule, known, complain),
      ])
    : [];
  return {
    ...(names.length === 0 ? {} : { required: names }),
    ...(rules.length === 0 ? {} : { properties: Object.fromEntries(rules) }),
  };
}

/** A list of declared params; shared with the root's own `required`. */
export function parseRequired(
  at: string,
  value: ExactJson,
  known: KnownParams,
  complain: Complain,
): string[] {
  if (!Array.isArray(value)) {
    complain(at, "required must be a list of param names.");
    return [];
  }
  return value.flatMap((name, index) => {
    if (typeof name === "string" && known.has(name)) return [name];
    complain(at + pointerTo(index), `required names ${JSON.stringify(name)}, which is not a declared param.`);
    return [];
  });
}

function parseNarrowing(
  at: string,
  name: string,
  rule: ExactJson,
  known: KnownParams,
  complain: Complain,
): PropertySchema {
  const property = known.get(name);
  if (!known.has(name)) complain(at, `A branch may only narrow declared params; ${name} is not declared.`);
  else if (property?.isWide === true)
    complain(at, `${name} is a 64-bit integer or seed; conditions cannot speak about it.`);
  if (!isJsonObject(rule)) {
    complain(at, "A rule for a param is an object.");
    return {};
  }
  for (const [word, limit] of Object.entries(rule)) {
    if (!narrowingKeywords.has(word)) complain(at + pointerTo(word), refusal(word));
    else if (property !== undefined && !isLimitFor(property, word, limit)) {
      complain(at + pointerTo(word), `${word} does not hold what a param of type ${property.type} needs.`);
    }
  }
  return rule as PropertySchema;
}

function isLimitFor({ type }: ContractProperty, word: string, limit: ExactJson): boolean {
  const isValue = (value: ExactJson) =>
    type === "integer" ? Number.isSafeInteger(value) : type === typeof value;
  if (word === "const") return isValue(limit);
  if (word === "enum") return Array.isArray(limit) && limit.length > 0 && limit.every(isValue);
  if (word === "minLength" || word === "maxLength") {
    return type === "string" && typeof limit === "number" && Number.isSafeInteger(limit) && limit >= 0;
  }
  if (type !== "number" && type !== "integer") return false;
  return typeof limit === "number" && Number.isFinite(limit) && (word !== "multipleOf" || limit > 0);
}
