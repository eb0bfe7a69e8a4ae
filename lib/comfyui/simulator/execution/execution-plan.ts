import type { Graph } from "#lib/comfyui/simulator/graph/graph";
import { linksOf } from "#lib/comfyui/simulator/graph/graph";

/** What the plan must know of the run. */
export type PlanContext = {
  /** Submitted and run-time nodes alike. */
  graph: () => Graph;
  isCached: (id: string) => boolean;
  isOutput: (id: string) => boolean;
};

/** The nodes still to run and who waits for whom. */
export class ExecutionPlan {
  readonly #context: PlanContext;
  /** In order of their adding; the set holds what a node still waits for. */
  readonly #pending = new Map<string, Set<string>>();
  readonly #started = new Set<string>();

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** Adds a node and all it needs that is not cached. */
  add(id: string): void {
    if (this.#pending.has(id)) return;
    const waits = new Set<string>();
    this.#pending.set(id, waits);
    for (const [source] of linksOf(this.#context.graph()[id])) {
      if (this.#context.isCached(source)) continue;
      waits.add(source);
      this.add(source);
    }
  }

  /** Makes an expanded node wait for its children. */
  waitFor(id: string, children: readonly string[]): void {
    this.#started.delete(id);
    for (const child of children) {
      this.add(child);
      this.#pending.get(id)?.add(child);
    }
  }

  get isDone(): boolean {
    return this.#pending.size === 0;
  }

  /** The next node to start, or null while everything waits for a running one. */
  next(): string | null {
    const ready = [...this.#pending.keys()].filter(
      (id) => !this.#started.has(id) && this.#pending.get(id)?.size === 0,
    );
    const chosen = this.#friendliest(ready);
    if (chosen !== null) this.#started.add(chosen);
    return chosen;
  }

  finish(id: string): void {
    this.#pending.delete(id);
    for (const waits of this.#pending.values()) waits.delete(id);
  }

  /** ComfyUI shows results early: outputs first, then what feeds an output, then what feeds that. */
  #friendliest(ready: readonly string[]): string | null {
    const { isOutput } = this.#context;
    const feeds = (id: string, wanted: (reader: string) => boolean): boolean =>
      [...this.#pending].some(([reader, waits]) => waits.has(id) && wanted(reader));
    const feedsOutput = (id: string): boolean => feeds(id, isOutput);
    return (
      ready.find(isOutput) ??
      ready.find(feedsOutput) ??
      ready.find((id) => feeds(id, feedsOutput)) ??
      ready[0] ??
      null
    );
  }
}
