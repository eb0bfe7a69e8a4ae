import type { Graph } from "#lib/comfyui/simulator/graph/graph";
import type { PyObject } from "./python-json.ts";
import { PythonFloat } from "./python-json.ts";
import { PythonError } from "./python-error.ts";

export type QueueItem = {
  /** As the client sees it: a float when it chose the number itself. */
  number: number | PythonFloat;
  promptId: string;
  /** By the ledger's clock, when the request came in. */
  arrivedAt: number;
  graph: Graph;
  extraData: PyObject;
  outputs: string[];
  /** API keys, which newer releases keep out of what they show. */
  sensitive: PyObject;
};

/** The pending prompts in the very array order that `GET /queue` shows: Python's heapq. */
export class PromptQueue {
  readonly #heap: QueueItem[] = [];

  get pending(): readonly QueueItem[] {
    return this.#heap;
  }

  push(item: QueueItem): void {
    this.#heap.push(item);
    this.#siftDown(0, this.#heap.length - 1);
  }

  pop(): QueueItem | undefined {
    const last = this.#heap.pop();
    const first = this.#heap[0];
    if (last === undefined || first === undefined) return last;
    this.#heap[0] = last;
    this.#siftUp(0);
    return first;
  }

  /** Answers what was taken out, if there was such a prompt; of equal ids only the first goes. */
  remove(promptId: string): QueueItem | undefined {
    const index = this.#heap.findIndex((item) => item.promptId === promptId);
    if (index < 0) return undefined;
    const [removed] = this.#heap.splice(index, 1);
    for (let i = Math.floor(this.#heap.length / 2) - 1; i >= 0; i--) this.#siftUp(i);
    return removed;
  }

  /** Answers what was in it. */
  clear(): QueueItem[] {
    return this.#heap.splice(0);
  }

  #siftDown(start: number, from: number): void {
    let at = from;
    while (at > start) {
      const parent = (at - 1) >> 1;
      if (!this.#less(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** heapq moves the smaller child up all the way, then lets the item rise again. */
  #siftUp(from: number): void {
    let at = from;
    for (let child = 2 * at + 1; child < this.#heap.length; child = 2 * at + 1) {
      if (child + 1 < this.#heap.length && !this.#less(child, child + 1)) child++;
      this.#swap(at, child);
      at = child;
    }
    this.#siftDown(from, at);
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    [this.#heap[a], this.#heap[b]] = [second, first];
  }

  #less(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return false;
    return comparePending(first, second) < 0;
  }
}

export function numberOf(item: Pick<QueueItem, "number">): number {
  return item.number instanceof PythonFloat ? item.number.value : item.number;
}

/** By number, then by id. Python goes on to compare the graphs, which raises. */
export function comparePending(a: QueueItem, b: QueueItem): number {
  if (numberOf(a) !== numberOf(b)) return numberOf(a) - numberOf(b);
  if (a.promptId !== b.promptId) return a.promptId < b.promptId ? -1 : 1;
  throw new PythonError("TypeError", "'<' not supported between instances of 'dict' and 'dict'");
}
