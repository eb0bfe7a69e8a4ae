import { createHash } from "node:crypto";
import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { CheckContext } from "#lib/comfyui/simulator/nodes/node-class";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { PythonFloat, writePythonJson } from "#lib/comfyui/simulator/python-json";
import type { Graph } from "./graph.ts";
import { asLink, inputsOf } from "./graph.ts";

/** Nodes with change detection, by id: a content hash, or NaN when the check failed. */
export type Fingerprints = Map<string, PyJson>;

export function fingerprintsOf(graph: Graph, catalogue: Catalogue, context: CheckContext): Fingerprints {
  const prints: Fingerprints = new Map();
  for (const [id, node] of Object.entries(graph)) {
    const fingerprint = catalogue.get(node.class_type)?.fingerprint;
    if (fingerprint !== undefined) prints.set(id, fingerprint(inputsOf(node), context));
  }
  return prints;
}

/**
 * One key a node: its class, literals, change detection and everything upstream. Ids, titles, client and metadata are
 * no part of it, so renumbered graphs still hit.
 */
export function cacheKeys(graph: Graph, prints: Fingerprints): Map<string, string> {
  const keys = new Map<string, string>();
  const open = new Set<string>();
  const keyOf = (id: string): string => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const node = graph[id];
    if (node === undefined || open.has(id)) return `none:${id}`;
    open.add(id);
    const inputs = Object.entries(inputsOf(node))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, part(value)]);
    const key = hash([node.class_type, neverEqual(prints.get(id) ?? false), inputs]);
    open.delete(id);
    keys.set(id, key);
    return key;
  };
  const part = (value: PyJson): PyJson => {
    const link = asLink(value);
    return link === null ? ["literal", value] : ["link", keyOf(link[0]), link[1]];
  };
  for (const id of Object.keys(graph)) keyOf(id);
  return keys;
}

let unequal = 0;

/** NaN equals nothing, itself included: such a node is never found again. */
function neverEqual(print: PyJson): PyJson {
  return print instanceof PythonFloat && Number.isNaN(print.value) ? `nan ${unequal++}` : print;
}

function hash(parts: PyJson): string {
  return createHash("sha1").update(writePythonJson(parts)).digest("base64url");
}
