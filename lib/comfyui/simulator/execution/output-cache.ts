import type { NodeValue } from "#lib/comfyui/simulator/nodes/node-value";
import type { PyObject } from "#lib/comfyui/simulator/python-json";

export type CachedNode = {
  outputs: NodeValue[];
  ui: { output: PyObject; meta: PyObject } | null;
};

/** Results of earlier prompts. The default policy keeps only what the current graph mentions. */
export class OutputCache {
  #entries = new Map<string, CachedNode>();

  keepOnly(keys: Iterable<string>): void {
    const kept = new Map<string, CachedNode>();
    for (const key of keys) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) kept.set(key, entry);
    }
    this.#entries = kept;
  }

  get(key: string): CachedNode | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: CachedNode): void {
    this.#entries.set(key, entry);
  }

  clear(): void {
    this.#entries.clear();
  }
}
