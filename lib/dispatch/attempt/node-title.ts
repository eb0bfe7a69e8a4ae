import type { ApiGraph } from "#lib/contract/graph-schema";

/** A node as people know it: its title in the editor, else its class, else its id. */
export function titleOf(graph: ApiGraph, nodeId: string): string {
  const node = graph[nodeId];
  const title = node?._meta?.["title"];
  return typeof title === "string" && title !== "" ? title : (node?.class_type ?? `node ${nodeId}`);
}
