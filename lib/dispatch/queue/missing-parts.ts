import type { NodeClass, ObjectInfo } from "#lib/comfyui/protocol-schema";
import type { Contract, ContractProperty } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { isJsonObject } from "#lib/json";
import type { Choices } from "./demand.ts";

/** What a graph names and a server does not have. `field` is the title of the form field that picked the file. */
export type MissingPart =
  | { kind: "node"; classType: string }
  | { kind: "file"; classType: string; input: string; value: string; field?: string };

/**
 * Compares a graph with what a server offers (/object_info). Inputs that `contract` binds (null for a filled graph) are
 * left out, their values differ from run to run (`findMissingChoices`); so are uploads, which reach the server with the run. Empty: the
 * server has everything.
 */
export function findMissingParts(
  graph: ApiGraph,
  contract: Contract | null,
  info: ObjectInfo,
): MissingPart[] {
  const bound = new Set(
    contract?.properties.flatMap(({ bindings }) => bindings.map(({ pointer }) => pointer)),
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

/** The same for the inputs that params fill, with what a run picked for them. */
export function findMissingChoices(
  graph: ApiGraph,
  contract: Contract,
  info: ObjectInfo,
  choices: Choices,
): MissingPart[] {
  return contract.properties.flatMap((property) => {
    const picked = choices[property.name];
    if (picked === undefined) return [];
    return boundLists(graph, property, info).flatMap(
      ({ classType, input, literal, offered }): MissingPart[] => {
        const value = picked ?? literal;
        if (typeof value !== "string" || offered.includes(value)) return [];
        return [{ kind: "file", classType, input, value, field: property.title }];
      },
    );
  });
}

/** Names of the params that may pick something this server lacks: what each run picked has to be looked at. */
export function findChoosingParams(graph: ApiGraph, contract: Contract, info: ObjectInfo): string[] {
  return contract.properties
    .filter((property) =>
      boundLists(graph, property, info).some(({ literal, offered }) => {
        const possible = property.choices?.map(({ value }) => value);
        return possible === undefined || ![literal, ...possible].every((value) => offered.includes(value));
      }),
    )
    .map(({ name }) => name);
}

/** The inputs a param is bound to that offer a list on this server, each with the graph's own value. */
function boundLists(graph: ApiGraph, { type, isAsset, bindings }: ContractProperty, info: ObjectInfo) {
  if (type !== "string" || isAsset) return [];
  return bindings.flatMap(({ nodeId, input }) => {
    const node = graph[nodeId];
    const nodeClass = node === undefined ? undefined : info[node.class_type];
    const offered = nodeClass === undefined ? null : choicesOf(nodeClass, input);
    if (node === undefined || offered === null) return [];
    return [{ classType: node.class_type, input, literal: node.inputs[input], offered }];
  });
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
