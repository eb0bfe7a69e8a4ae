import type { Contract } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";
import type { NodeClass, ObjectInfo } from "#lib/comfyui/protocol-schema";
import { isJsonObject } from "#lib/json";

/** What a graph names and a server does not have. */
export type MissingPart =
  | { kind: "node"; classType: string }
  | { kind: "file"; classType: string; input: string; value: string };

/**
 * Compares a graph with what a server offers (/object_info). Inputs the contract binds are left out: their values
 * differ from run to run. So are uploads, which reach the server with the run. Empty: the server can run it.
 */
export function findMissingParts(graph: ApiGraph, contract: Contract, info: ObjectInfo): MissingPart[] {
  const bound = new Set(
    contract.properties.flatMap(({ bindings }) => bindings.map(({ pointer }) => pointer)),
  );
  const missing = new Map<string, MissingPart>();
  for (const [nodeId, { class_type: classType, inputs }] of Object.entries(graph)) {
    const nodeClass = info[classType];
    if (nodeClass === undefined) {
      missing.set(classType, { kind: "node", classType });
      continue;
    }
    for (const [input, value] of Object.entries(inputs)) {
      if (typeof value !== "string" || bound.has(`/${nodeId}/inputs/${input}`)) continue;
      const choices = choicesOf(nodeClass, input);
      if (choices === null || choices.includes(value)) continue;
      missing.set(`${classType}/${input}/${value}`, { kind: "file", classType, input, value });
    }
  }
  return [...missing.values()];
}

/** The values a list input offers, or null when it is no list, or one that takes uploads. Both notations occur. */
function choicesOf({ input }: NodeClass, name: string): readonly unknown[] | null {
  const [type, options] = input.required?.[name] ?? input.optional?.[name] ?? [];
  const isUpload =
    isJsonObject(options) &&
    Object.keys(options).some((key) => key.endsWith("_upload") && options[key] === true);
  if (isUpload) return null;
  if (Array.isArray(type)) return type;
  return type === "COMBO" && isJsonObject(options) && Array.isArray(options["options"])
    ? options["options"]
    : null;
}
