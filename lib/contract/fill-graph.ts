import type { ExactJson } from "#lib/json";
import type { Binding, CheckedParams, Contract, ContractProperty, Scalar } from "./contract.ts";
import { type ApiGraph, isLink } from "./graph-schema.ts";

/**
 * A new graph with the params written to their bound inputs and nothing else changed. Wide integers become
 * `bigint`, so `stringifyExactJson` writes every digit. A param that is absent leaves the graph's own value.
 *
 * `assets` maps asset ids to the file names under which the server knows them. Throws when a binding does not
 * lead to a literal input or an asset has no file: a field is never silently skipped.
 */
export function fillGraph(
  contract: Contract,
  graph: ApiGraph,
  params: CheckedParams,
  assets: ReadonlyMap<string, string>,
): ApiGraph {
  const filled = structuredClone(graph);
  for (const property of contract.properties) {
    if (!Object.hasOwn(params, property.name)) continue;
    const value = params[property.name];
    if (value === undefined) continue;
    const literal = toLiteral(property, value, assets);
    for (const binding of property.bindings) boundInputs(filled, binding)[binding.input] = literal;
  }
  return filled;
}

/**
 * The values the graph itself holds at the bound inputs, carried like params: what a run uses where a param is
 * left out. Of several bindings the first one speaks.
 */
export function readBoundValues(contract: Contract, graph: ApiGraph): { [name: string]: Scalar } {
  return Object.fromEntries(
    contract.properties.flatMap((property) => {
      const binding = property.bindings[0];
      if (binding === undefined) return [];
      const value = boundInputs(graph, binding)[binding.input];
      const isInteger = typeof value === "number" || typeof value === "bigint";
      const scalar = isInteger && (property.isWide || typeof value === "bigint") ? value.toString() : value;
      return isScalar(scalar) ? [[property.name, scalar]] : [];
    }),
  );
}

export type ChangedParam = {
  readonly name: string;
  readonly title: string;
  /** Absent when the param was left out and the graph's own value applied. */
  readonly before?: Scalar;
  readonly after?: Scalar;
};

/** What differs between two sets of params, in the author's order. */
export function changedParams(
  contract: Contract,
  before: CheckedParams,
  after: CheckedParams,
): ChangedParam[] {
  return contract.properties.flatMap(({ name, title }) => {
    const old = before[name];
    const fresh = after[name];
    if (old === fresh) return [];
    return [
      {
        name,
        title,
        ...(old === undefined ? {} : { before: old }),
        ...(fresh === undefined ? {} : { after: fresh }),
      },
    ];
  });
}

function toLiteral(
  property: ContractProperty,
  value: Scalar,
  assets: ReadonlyMap<string, string>,
): string | number | bigint | boolean {
  if (property.isWide) return BigInt(value);
  if (!property.isAsset) return value;
  const fileName = assets.get(String(value));
  if (fileName === undefined)
    throw new Error(`${property.name} names asset ${String(value)}, which has no file.`);
  return fileName;
}

function boundInputs(graph: ApiGraph, { nodeId, input, pointer }: Binding): { [name: string]: ExactJson } {
  const inputs = Object.hasOwn(graph, nodeId) ? graph[nodeId]?.inputs : undefined;
  if (inputs === undefined || !Object.hasOwn(inputs, input) || isLink(inputs[input])) {
    throw new Error(`The graph has no literal input at ${pointer}.`);
  }
  return inputs;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
