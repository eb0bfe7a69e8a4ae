import { type ExactJson, isJsonObject } from "#lib/json";
import { pointerTo } from "./json-pointer.ts";

/** A link: the id of the node it comes from and the number of that node's output. */
export type GraphLink = [nodeId: string, slot: number];

export type GraphNode = {
  class_type: string;
  inputs: { [name: string]: ExactJson };
  _meta?: { [key: string]: ExactJson };
};

/** A graph in ComfyUI's API format: node id to node. Ids are opaque strings such as "3" or "57:8". */
export type ApiGraph = { [nodeId: string]: GraphNode };

export type GraphFault = { pointer: string; message: string };

export type RecognisedGraph =
  | { kind: "api"; graph: ApiGraph }
  | { kind: "ui" }
  | { kind: "saved-body" }
  | { kind: "unknown"; faults: GraphFault[] };

/** What to tell somebody who hands over the editor's own format. */
export const exportHint =
  'This is the editor\'s format. In ComfyUI open the Workflow menu, choose "Export (API)" and use that file.';

export function isLink(value: unknown): value is GraphLink {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === "string" &&
    typeof value[1] === "number" &&
    Number.isInteger(value[1]) &&
    value[1] >= 0
  );
}

/**
 * Tells ComfyUI's formats apart. Only `api` can be run. A graph is `api` when every node has a class and inputs
 * and every link leads to a node of the same graph; otherwise `unknown` names every fault.
 */
export function recogniseGraph(value: unknown): RecognisedGraph {
  if (!isJsonObject(value)) {
    return unknown("", "A graph is a JSON object of nodes, keyed by node id.");
  }
  if (Array.isArray(value["nodes"])) return { kind: "ui" };
  if (isJsonObject(value["prompt"]) && !("class_type" in value["prompt"])) return { kind: "saved-body" };
  const nodes = Object.entries(value);
  if (nodes.length === 0) return unknown("", "The graph has no nodes.");
  const faults = nodes.flatMap(([id, node]) => nodeFaults(value, id, node));
  return faults.length === 0 ? { kind: "api", graph: value as ApiGraph } : { kind: "unknown", faults };
}

function unknown(pointer: string, message: string): RecognisedGraph {
  return { kind: "unknown", faults: [{ pointer, message }] };
}

function nodeFaults(graph: object, id: string, node: ExactJson): GraphFault[] {
  if (!isJsonObject(node)) {
    return [{ pointer: pointerTo(id), message: `Node ${id} is not an object with class_type and inputs.` }];
  }
  const faults: GraphFault[] = [];
  if (typeof node["class_type"] !== "string" || node["class_type"] === "") {
    faults.push({
      pointer: pointerTo(id, "class_type"),
      message: `Node ${id} does not name its class_type.`,
    });
  }
  if (!isJsonObject(node["inputs"])) {
    faults.push({ pointer: pointerTo(id, "inputs"), message: `Node ${id} has no inputs object.` });
    return faults;
  }
  for (const [name, input] of Object.entries(node["inputs"])) {
    if (!Array.isArray(input)) continue;
    const pointer = pointerTo(id, "inputs", name);
    if (!isLink(input)) {
      const message = `Input ${name} of node ${id} is a list, but a link is exactly a node id and an output number.`;
      faults.push({ pointer, message });
    } else if (!Object.hasOwn(graph, input[0])) {
      const message = `Input ${name} of node ${id} links to node ${input[0]}, which is not in the graph.`;
      faults.push({ pointer, message });
    }
  }
  return faults;
}
