import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { Graph, GraphNode, Link } from "#lib/comfyui/simulator/graph/graph";
import { asLink, inputsOf } from "#lib/comfyui/simulator/graph/graph";
import type { Fingerprints } from "#lib/comfyui/simulator/graph/cache-key";
import { cacheKeys } from "#lib/comfyui/simulator/graph/cache-key";
import type { Expansion, NodeClass } from "#lib/comfyui/simulator/nodes/node-class";
import type { NodeValue } from "#lib/comfyui/simulator/nodes/node-value";
import { literal } from "#lib/comfyui/simulator/nodes/node-value";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { CachedNode, OutputCache } from "./output-cache.ts";
import type { NodePlace } from "./progress.ts";

/** The submitted graph and what grows from it while it runs, with the results so far. */
export class RunGraph {
  readonly nodes: Graph;
  readonly #submitted: ReadonlySet<string>;
  readonly #catalogue: Catalogue;
  readonly #cache: OutputCache;
  readonly #prints: Fingerprints;
  readonly #places = new Map<string, NodePlace>();
  readonly #results = new Map<string, NodeValue[]>();
  #keys: Map<string, string>;

  constructor(graph: Graph, catalogue: Catalogue, cache: OutputCache, prints: Fingerprints) {
    this.nodes = { ...graph };
    this.#submitted = new Set(Object.keys(graph));
    this.#catalogue = catalogue;
    this.#cache = cache;
    this.#prints = prints;
    this.#keys = cacheKeys(graph, prints);
    cache.keepOnly(this.#keys.values());
  }

  classOf(id: string): NodeClass {
    const node = this.#catalogue.get(this.nodes[id]?.class_type ?? "");
    if (node === undefined) throw new PythonError("KeyError", `'${id}'`);
    return node;
  }

  cached(id: string): CachedNode | undefined {
    return this.#cache.get(this.#keys.get(id) ?? "");
  }

  /** Ids of the submitted nodes whose results are at hand. */
  cachedIds(): string[] {
    return [...this.#submitted].filter((id) => this.cached(id) !== undefined);
  }

  place(id: string): NodePlace {
    return this.#places.get(id) ?? { nodeId: id, displayId: id, parentId: null, realId: id };
  }

  isReady(id: string): boolean {
    return this.#results.has(id) || this.cached(id) !== undefined;
  }

  keep(id: string, entry: CachedNode): void {
    this.#results.set(id, entry.outputs);
    const key = this.#keys.get(id);
    if (key !== undefined) this.#cache.set(key, entry);
  }

  /** The value at the other end of a link; slots count from the end when negative, as in Python. */
  follow([id, slot]: Link): NodeValue {
    const outputs = this.#results.get(id) ?? this.cached(id)?.outputs ?? [];
    const value = outputs.at(slot);
    if (value === undefined) throw new PythonError("IndexError", "list index out of range");
    return value;
  }

  /** What a node is called with: declared inputs only, links followed. */
  inputValues(id: string): Map<string, NodeValue> {
    const given = inputsOf(this.nodes[id]);
    const values = new Map<string, NodeValue>();
    for (const name of Object.keys(this.classOf(id).inputs)) {
      const input = given[name];
      if (input === undefined) continue;
      const link = asLink(input);
      values.set(name, link === null ? literal(input) : this.follow(link));
    }
    return values;
  }

  /** Adds the nodes an expanded node turned into; answers which of them it must wait for. */
  grow(parent: string, { nodes, feeds, result }: Expansion): string[] {
    const { displayId, realId } = this.place(parent);
    for (const [id, node] of Object.entries(nodes)) {
      this.nodes[id] = node as GraphNode;
      this.#places.set(id, { nodeId: id, displayId, parentId: parent, realId });
    }
    for (const [id, value] of Object.entries(feeds)) this.#results.set(id, [value]);
    this.#keys = new Map([...cacheKeys(this.nodes, this.#prints), ...this.#keys]);
    const savers = Object.keys(nodes).filter((id) => this.classOf(id).saves === true);
    return [...savers, result[0]];
  }

  /** Every node of the run, children last. */
  allIds(): string[] {
    return Object.keys(this.nodes);
  }
}
