import type { Graph } from "./graph.ts";
import { linksOf } from "./graph.ts";

/** A cycle among the nodes that `start` depends on: its ids in link order, the first one repeated at the end. */
export function findCycle(graph: Graph, start: string): string[] | null {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): string[] | null => {
    const seen = path.indexOf(id);
    if (seen >= 0) return [...path.slice(seen), id];
    if (finished.has(id) || graph[id] === undefined) return null;
    path.push(id);
    for (const [source] of linksOf(graph[id])) {
      const cycle = visit(source);
      if (cycle !== null) return cycle;
    }
    path.pop();
    finished.add(id);
    return null;
  };
  return visit(start);
}
