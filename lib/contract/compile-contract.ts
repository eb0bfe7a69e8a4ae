import { type ExactObject, isJsonObject } from "#lib/json";
import { attachValues } from "./attach-values.ts";
import { carrierSchemaOf } from "./carrier-schema.ts";
import type { Contract, ContractProperty } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import { type Complain, type KeywordSource, type KnownParams, keyword, readText } from "./keyword-source.ts";
import { parseAnnotations } from "./parse-annotations.ts";
import { parseConditions, parseRequired } from "./parse-conditions.ts";
import { parseJsonFile } from "./parse-json-file.ts";
import { parseProperty } from "./parse-property.ts";
import { parseWarmup } from "./parse-warmup.ts";
import type { Problem } from "./problem.ts";
import { draft, limits, rootKeywords } from "./profile.ts";
import { refusal, resolveReference } from "./resolve-reference.ts";

export type Compiled = { readonly contract: Contract | null; readonly problems: Problem[] };

/**
 * Reads a schema text into a contract, without looking at a graph. The contract is there even when some problems
 * were found, as far as it could be read, so that its bindings can be checked too; it may be used only when
 * there are none.
 */
export function compileContract(schemaText: string, file: string): Compiled {
  const parsed = parseJsonFile(schemaText, file);
  if (!parsed.ok) return { contract: null, problems: [parsed.problem] };
  if (!isJsonObject(parsed.value)) {
    return { contract: null, problems: [{ file, pointer: "", message: "A contract is a JSON object." }] };
  }
  const problems: Problem[] = [];
  const told = new Set<string>();
  const complainAbout = (reading?: string) => takeDown(file, problems, told, reading);
  const complain = complainAbout();
  const root = parsed.value;
  const source: KeywordSource = { schema: root, where: (word) => pointerTo(word), complain };
  lintRoot(source);
  const properties = compileProperties(root, complain, complainAbout);
  const known = knownParams(root, properties);
  const conditions = parseConditions(root, known, complain);
  const title = readText(source, "title") ?? "";
  const description = readText(source, "description") ?? "";
  if (title === "") complain("/title", "A contract needs a title; people choose the workflow by it.");
  const list = [...properties.values()];
  const contract = {
    title,
    description,
    properties: list,
    carrierSchema: carrierSchemaOf(list, conditions, { title, description }),
    schemaText,
    seedProperty: findSeed(list, complain),
    ...parseAnnotations(source, known),
    warmup: null,
  } as unknown as Contract;
  const warmup = problems.length === 0 ? parseWarmup(source, contract) : null;
  return { contract: { ...contract, warmup }, problems };
}

/** Takes down each complaint once, with the param it is about: the one being read, or the one its pointer tells. */
function takeDown(file: string, problems: Problem[], told: Set<string>, reading?: string): Complain {
  return (pointer, message) => {
    if (told.has(`${pointer} ${message}`)) return;
    told.add(`${pointer} ${message}`);
    const property = reading ?? /^\/properties\/([^/]+)/.exec(pointer)?.[1];
    problems.push({ file, ...(property === undefined ? {} : { property }), pointer, message });
  };
}

function lintRoot(source: KeywordSource): void {
  const { schema: root, complain } = source;
  for (const word of Object.keys(root)) {
    if (!rootKeywords.has(word)) complain(pointerTo(word), refusal(word));
  }
  const dialect = readText(source, "$schema");
  if (dialect !== undefined && dialect.replace(/#$/, "") !== draft) {
    complain("/$schema", `The schema must be of draft 2020-12: ${draft}.`);
  }
  if (root["type"] !== "object") complain("/type", 'The type of a contract is "object".');
  const extra = keyword(source, "additionalProperties");
  if (extra !== undefined && extra !== false) {
    complain("/additionalProperties", "A contract is closed: additionalProperties may only be false.");
  }
  if (root["$defs"] !== undefined && !isJsonObject(root["$defs"]))
    complain("/$defs", "$defs must be an object.");
}

function compileProperties(
  root: ExactObject,
  complain: Complain,
  complainIn: (name: string) => Complain,
): Map<string, ContractProperty> {
  const declared = root["properties"];
  const properties = new Map<string, ContractProperty>();
  const sources = new Map<string, KeywordSource>();
  if (!isJsonObject(declared) || Object.keys(declared).length === 0) {
    complain("/properties", "A contract declares at least one param under properties.");
    return properties;
  }
  if (Object.keys(declared).length > limits.properties) {
    complain("/properties", `A contract has at most ${limits.properties} params.`);
  }
  const required = Array.isArray(root["required"]) ? root["required"] : [];
  for (const [name, value] of Object.entries(declared)) {
    const at = pointerTo("properties", name);
    if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name) || name in {}) {
      complain(at, "A param's name starts with a letter and holds letters, digits and _ only, 64 at most.");
      continue;
    }
    const source = resolveReference(root, name, value, complainIn(name));
    const property = source === null ? null : parseProperty(source, name, required.includes(name));
    if (source === null || property === null) continue;
    sources.set(name, source);
    properties.set(name, property);
  }
  complainOfUnused(root, declared, complain);
  const known = knownParams(root, properties);
  if (root["required"] !== undefined) parseRequired("/required", root["required"], known, complain);
  for (const [name, source] of sources) {
    const property = properties.get(name);
    if (property !== undefined) properties.set(name, attachValues(source, property, known));
  }
  return properties;
}

function knownParams(root: ExactObject, sound: ReadonlyMap<string, ContractProperty>): KnownParams {
  const declared = isJsonObject(root["properties"]) ? root["properties"] : {};
  return { has: (name) => Object.hasOwn(declared, name), get: (name) => sound.get(name) };
}

/** A definition nobody refers to would be read by nobody, so nobody could say whether it is understood. */
function complainOfUnused(root: ExactObject, declared: ExactObject, complain: Complain): void {
  const definitions = isJsonObject(root["$defs"]) ? root["$defs"] : {};
  const users = [...Object.values(declared), ...Object.values(definitions)];
  const used = new Set(users.map((user) => (isJsonObject(user) ? user["$ref"] : undefined)));
  for (const name of Object.keys(definitions)) {
    const pointer = pointerTo("$defs", name);
    if (!used.has(`#${pointer}`)) complain(pointer, `Nothing refers to the definition ${name}; remove it.`);
  }
}

function findSeed(properties: readonly ContractProperty[], complain: Complain): string | null {
  const [seed, ...others] = properties.filter(({ widget }) => widget === "seed");
  for (const { name } of others) {
    complain(pointerTo("properties", name, "x-ui", "widget"), "Only one param can be the seed.");
  }
  if (seed?.required === true) {
    complain(pointerTo("properties", seed.name), "A seed must not be required; one left out is drawn.");
  }
  return seed?.name ?? null;
}
