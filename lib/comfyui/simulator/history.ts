import type { QueueItem } from "./prompt-queue.ts";
import type { PyJson, PyObject } from "./python-json.ts";

export type StatusMessage = [event: string, data: PyObject];

export type HistoryEntry = {
  item: QueueItem;
  outputs: Record<string, PyObject>;
  meta: Record<string, PyObject>;
  success: boolean;
  messages: StatusMessage[];
};

const maxEntries = 10_000;

/** Finished prompts by id, oldest first. An id used twice keeps its first place. */
export class History {
  readonly #entries = new Map<string, HistoryEntry>();

  add(entry: HistoryEntry): void {
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= maxEntries && oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(entry.item.promptId, entry);
  }

  get(promptId: string): HistoryEntry | undefined {
    return this.#entries.get(promptId);
  }

  all(): HistoryEntry[] {
    return [...this.#entries.values()];
  }

  delete(promptId: string): void {
    this.#entries.delete(promptId);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** `max_items` alone means the newest; with an offset it counts from the oldest. */
  page(maxItems: number | null, offset: number): HistoryEntry[] {
    const entries = this.all();
    const from = offset < 0 && maxItems !== null ? entries.length - maxItems : Math.max(0, offset);
    const until = maxItems === null ? entries.length : Math.max(0, from) + Math.max(1, maxItems);
    return entries.slice(Math.max(0, from), until);
  }
}

export function historyJson({ item, outputs, meta, success, messages }: HistoryEntry): PyObject {
  return {
    prompt: queueJson(item, false),
    outputs,
    status: {
      status_str: success ? "success" : "error",
      completed: success,
      messages,
    },
    meta,
  };
}

/** `[number, id, graph, extra_data, outputs]`. */
export function queueJson(item: QueueItem, withKeys: boolean): PyJson[] {
  const extra = withKeys ? { ...item.extraData, ...item.sensitive } : item.extraData;
  return [item.number, item.promptId, item.graph, extra, item.outputs];
}
