import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, PythonFloat } from "#lib/comfyui/simulator/python-json";

/** A submitted graph whose classes are known to exist. Inputs may still be anything. */
export type Graph = { [id: string]: GraphNode };
export type GraphNode = PyObject & { class_type: string };
export type Link = [nodeId: string, slot: number];

export function inputsOf(node: GraphNode | undefined): PyObject {
  const inputs = node?.["inputs"];
  return isPyObject(inputs) ? inputs : {};
}

/** A bare list is always taken for a link; only two elements with a string id make a good one. */
export function asLink(value: PyJson | undefined): Link | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [id, slot] = value;
  if (typeof id !== "string") return null;
  if (typeof slot === "number") return [id, slot];
  return slot instanceof PythonFloat ? [id, slot.value] : null;
}

export function linksOf(node: GraphNode | undefined): Link[] {
  return Object.values(inputsOf(node))
    .map(asLink)
    .filter((link) => link !== null);
}
