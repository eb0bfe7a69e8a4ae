import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";
import { pointerTo } from "./json-pointer.ts";
import type { Complain, KeywordSource } from "./keyword-source.ts";
import { propertyKeywords, refusedKeywords } from "./profile.ts";

/**
 * A property's schema with its local references inlined; each keyword remembers where it stands in the file.
 * Null, after complaining, when the property is no object or a reference leads nowhere.
 */
export function resolveReference(
  root: ExactObject,
  name: string,
  value: ExactJson,
  complain: Complain,
): KeywordSource | null {
  const places = new Map<string, string>();
  const schema: ExactObject = {};
  const seen = new Set<string>();
  let at = pointerTo("properties", name);
  let layer: ExactJson | undefined = value;
  for (;;) {
    if (!isJsonObject(layer)) {
      complain(at, "A property is described by an object.");
      return null;
    }
    takeLayer(layer, at, schema, places, complain);
    const reference: ExactJson | undefined = Object.hasOwn(layer, "$ref") ? layer["$ref"] : undefined;
    if (reference === undefined) break;
    const target = definitionName(reference);
    const definitions = root["$defs"];
    if (target === null || !isJsonObject(definitions) || !Object.hasOwn(definitions, target)) {
      complain(`${at}/$ref`, "A $ref must be local and lead to an existing definition: #/$defs/<name>.");
      return null;
    }
    if (seen.has(target)) {
      complain(`${at}/$ref`, `The definition ${target} refers back to itself.`);
      return null;
    }
    seen.add(target);
    at = pointerTo("$defs", target);
    layer = definitions[target];
  }
  const where = (keyword: string) => places.get(keyword) ?? pointerTo("properties", name, keyword);
  return { schema, where, complain };
}

function takeLayer(
  layer: ExactObject,
  at: string,
  schema: ExactObject,
  places: Map<string, string>,
  complain: Complain,
): void {
  for (const [keyword, value] of Object.entries(layer)) {
    const pointer = at + pointerTo(keyword);
    if (!propertyKeywords.has(keyword)) {
      complain(pointer, refusal(keyword));
    } else if (places.has(keyword) && keyword !== "$ref" && !isDescriptive(keyword)) {
      complain(places.get(keyword) ?? pointer, `${keyword} is already set by the definition this refers to.`);
    } else if (!places.has(keyword)) {
      places.set(keyword, pointer);
      schema[keyword] = value;
    }
  }
}

/** The sentence for a keyword outside the profile. */
export function refusal(keyword: string): string {
  const remedy = Object.hasOwn(refusedKeywords, keyword) ? ` ${refusedKeywords[keyword]}` : "";
  return `The keyword ${keyword} is not supported here.${remedy}`;
}

function isDescriptive(keyword: string): boolean {
  return ["title", "description", "$comment", "default", "examples", "x-ui"].includes(keyword);
}

function definitionName(reference: ExactJson): string | null {
  const found = typeof reference === "string" ? /^#\/\$defs\/([^/]+)$/.exec(reference) : null;
  return found?.[1]?.replaceAll("~1", "/").replaceAll("~0", "~") ?? null;
}
