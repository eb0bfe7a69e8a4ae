import { type ExactJson } from "#lib/json";
import type { Binding, Contract, ContractProperty } from "./contract.ts";
import { type ApiGraph, isLink } from "./graph-schema.ts";
import { pointerTo } from "./json-pointer.ts";
import { nearestName } from "./nearest-name.ts";
import type { Problem } from "./problem.ts";

/**
 * Holds a contract against its graph: every binding leads to an existing literal of a fitting type, no two to the
 * same one, and every node named as an output exists.
 */
export function checkBindings(contract: Contract, graph: ApiGraph, file: string): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const property of contract.properties) {
    property.bindings.forEach((binding, index) => {
      const tokens = [
        "properties",
        property.name,
        "x-bind",
        ...(property.bindings.length > 1 ? [index] : []),
      ];
      const complain = (message: string) =>
        problems.push({ file, property: property.name, pointer: pointerTo(...tokens), message });
      const owner = owners.get(binding.pointer);
      owners.set(binding.pointer, owner ?? property.name);
      if (owner !== undefined) {
        complain(`${binding.pointer} is bound to ${owner} already; one input takes one value.`);
      }
      const fault = bindingFault(property, binding, graph);
      if (fault !== null) complain(fault);
    });
  }
  (contract.outputs ?? []).forEach((id, index) => {
    if (Object.hasOwn(graph, id)) return;
    problems.push({
      file,
      pointer: pointerTo("x-outputs", index),
      message: `There is no node ${id} in the graph.`,
    });
  });
  return problems;
}

function bindingFault(
  property: ContractProperty,
  { pointer, nodeId, input }: Binding,
  graph: ApiGraph,
): string | null {
  const node = Object.hasOwn(graph, nodeId) ? graph[nodeId] : undefined;
  if (node === undefined) {
    return `${pointer} leads nowhere: there is no node ${nodeId}. The graph has ${list(Object.keys(graph))}.`;
  }
  const label = `node ${nodeId} (${node.class_type})`;
  if (!Object.hasOwn(node.inputs, input)) {
    const literals = Object.keys(node.inputs).filter((name) => !isLink(node.inputs[name]));
    const nearest = nearestName(input, literals);
    const hint = nearest === null ? "" : ` Did you mean ${nearest}?`;
    return `${pointer} leads nowhere: ${label} has no input ${input}, only ${list(literals)}.${hint}`;
  }
  const literal = node.inputs[input];
  if (isLink(literal)) {
    return `${pointer} is not a value: input ${input} of ${label} is linked to node ${literal[0]}.`;
  }
  if (isFitting(property, literal)) return null;
  const wanted = property.isAsset ? "a file" : property.type;
  return `${pointer} holds ${kindOf(literal)} in the graph, but ${property.name} is ${wanted}.`;
}

function isFitting({ type }: ContractProperty, literal: ExactJson | undefined): boolean {
  if (type === "string" || type === "boolean") return typeof literal === type;
  return typeof literal === "number" || typeof literal === "bigint";
}

function kindOf(literal: ExactJson | undefined): string {
  if (literal === null) return "null";
  if (typeof literal === "string") return "text";
  if (typeof literal === "boolean") return "true or false";
  return typeof literal === "object" ? "a structure" : "a number";
}

function list(names: readonly string[]): string {
  if (names.length === 0) return "none that can be set";
  return names.length <= 12
    ? names.join(", ")
    : `${names.slice(0, 12).join(", ")} and ${names.length - 12} more`;
}
