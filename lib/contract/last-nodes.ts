import { type ApiGraph, isLink } from "./graph-schema.ts";

/** The nodes that hand nothing on. Whatever a graph saves or shows comes from one of them. */
export function lastNodes(graph: ApiGraph): string[] {
  const handsOn = new Set(
    Object.values(graph).flatMap(({ inputs }) =>
      Object.values(inputs).flatMap((input) => (isLink(input) ? [input[0]] : [])),
    ),
  );
  return Object.keys(graph).filter((nodeId) => !handsOn.has(nodeId));
}
