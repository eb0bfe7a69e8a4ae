import { isLink, type ApiGraph, type GraphNode } from "#lib/contract/graph-schema";

/**
 * How much of a run's progress each node stands for: a node that samples weighs its steps, any other weighs 1. With
 * equal shares a graph of ten quick nodes would claim to be nearly done before the first step is drawn.
 */
export function weighNodes(graph: ApiGraph): Map<string, number> {
  // A schedule of its own only lists the steps: they are drawn by the node that reads its sigmas.
  const schedulers = new Set(Object.values(graph).flatMap((node) => linkedNode(node, "sigmas") ?? []));
  return new Map(
    Object.entries(graph).map(([id, node]) => {
      if (schedulers.has(id)) return [id, 1];
      const scheduler = linkedNode(node, "sigmas");
      const source = scheduler === null ? node : graph[scheduler];
      return [id, source === undefined ? 1 : stepsOf(source)];
    }),
  );
}

function stepsOf(node: GraphNode): number {
  const steps = numberIn(node, "steps") ?? 1;
  const first = numberIn(node, "start_at_step") ?? 0;
  const last = Math.min(numberIn(node, "end_at_step") ?? steps, steps);
  return Math.max(1, last - first);
}

function numberIn({ inputs }: GraphNode, name: string): number | null {
  const value = inputs[name];
  return typeof value === "number" ? value : null;
}

function linkedNode({ inputs }: GraphNode, name: string): string | null {
  const value = inputs[name];
  return isLink(value) ? value[0] : null;
}
