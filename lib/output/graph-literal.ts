import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";

/** A value as text; a link is followed once, to the node that holds nothing but the value. */
export function literalOf(graph: ExactObject, value: ExactJson | undefined): string | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return String(value);
  if (!Array.isArray(value) || typeof value[0] !== "string") return null;
  const source = graph[value[0]];
  const inputs = isJsonObject(source) ? source["inputs"] : undefined;
  const held = isJsonObject(inputs) ? inputs["value"] : undefined;
  return Array.isArray(held) ? null : literalOf(graph, held);
}
