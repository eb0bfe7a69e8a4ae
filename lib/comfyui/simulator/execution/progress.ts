import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";

/** Where a node stands in the graph that was submitted; children of an expanded node belong to their parent. */
export type NodePlace = { nodeId: string; displayId: string; parentId: string | null; realId: string };

type Entry = {
  place: NodePlace;
  value: number | PythonFloat;
  max: number | PythonFloat;
  state: "running" | "finished";
};

/** What `progress_state` tells: every node that has started, each time. */
export class Progress {
  readonly #promptId: string;
  readonly #entries = new Map<string, Entry>();

  constructor(promptId: string) {
    this.#promptId = promptId;
  }

  start(place: NodePlace): void {
    this.#entries.set(place.nodeId, {
      place,
      value: new PythonFloat(0),
      max: new PythonFloat(1),
      state: "running",
    });
  }

  tick(nodeId: string, value: number, max: number): void {
    const entry = this.#entries.get(nodeId);
    if (entry !== undefined) Object.assign(entry, { value, max });
  }

  /** A node replayed from the cache never started. */
  finish(place: NodePlace): void {
    const entry = this.#entries.get(place.nodeId) ?? { place, value: 1, max: 1, state: "finished" };
    this.#entries.set(place.nodeId, { ...entry, value: entry.max, state: "finished" });
  }

  toJson(): PyObject {
    const nodes: PyObject = {};
    for (const [id, { place, value, max, state }] of this.#entries) {
      nodes[id] = { value, max, state, ...placeJson(place, this.#promptId) };
    }
    return { prompt_id: this.#promptId, nodes };
  }
}

export function placeJson(place: NodePlace, promptId: string): PyObject {
  return {
    node_id: place.nodeId,
    prompt_id: promptId,
    display_node_id: place.displayId,
    parent_node_id: place.parentId,
    real_node_id: place.realId,
  };
}

/** How history's `meta` names the same facts. */
export function metaJson(place: NodePlace): PyObject {
  return {
    node_id: place.nodeId,
    display_node: place.displayId,
    parent_node: place.parentId,
    real_node_id: place.realId,
  };
}
