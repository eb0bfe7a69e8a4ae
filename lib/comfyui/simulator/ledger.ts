import { createHash } from "node:crypto";
import type { FileRef } from "./file-store.ts";
import type { QueueItem } from "./prompt-queue.ts";

/**
 * What became of a prompt that was taken in: `deleted` before it ran, `lost` with the process, or the outcome of its
 * run; null while it waits or runs.
 */
export type PromptFate = "success" | "error" | "interrupted" | "deleted" | "lost";

/** A file as it was written, to compare with what a client made of it. */
export type WrittenFile = FileRef & { at: number; bytes: number; sha256: string };

/** One prompt that was taken in; an id that was posted twice has two. */
export type PromptRecord = {
  promptId: string;
  clientId: string | null;
  arrivedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  fate: PromptFate | null;
  files: WrittenFile[];
};

/**
 * What reached this server and what it did: the outside view that tests and benches compare a client's story with.
 * Times are milliseconds since the epoch with fractions; on one machine they compare with those of other processes.
 */
export type LedgerSnapshot = {
  /** Every POST of a prompt, refused ones too, at the moment its head came in. */
  arrivals: { at: number; promptId: string | null; clientId: string | null; status: number }[];
  /** In order of arrival; still open ones survive a reset. */
  prompts: PromptRecord[];
  /** How often each prompt was started, by prompt id. */
  executions: Record<string, number>;
  finished: { at: number; promptId: string; outcome: "success" | "error" | "interrupted" }[];
  running: number;
  pending: number;
  peakRunning: number;
  peakPending: number;
  /** The most prompts that were here at once, running and pending together. */
  peakPresent: number;
  uploads: { at: number; name: string; bytes: number; sha256: string }[];
  interrupts: { at: number; asked: string | null; hit: string | null }[];
  deletions: { at: number; promptId: string }[];
  views: number;
  historyReads: number;
  queueReads: number;
  socketsOpened: number;
  connectionsOpened: number;
  restarts: number;
};

type Counter = "views" | "historyReads" | "queueReads" | "socketsOpened" | "connectionsOpened" | "restarts";

/** Milliseconds since the epoch, to the microsecond. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

export class Ledger {
  #entries: LedgerSnapshot = emptyLedger();
  readonly #open = new Map<QueueItem, PromptRecord>();

  arrived(at: number, promptId: string | null, clientId: string | null, status: number): void {
    this.#entries.arrivals.push({ at, promptId, clientId, status });
  }

  queued(item: QueueItem, clientId: string | null): void {
    const { promptId, arrivedAt } = item;
    const record = { promptId, clientId, arrivedAt, startedAt: null, endedAt: null, fate: null, files: [] };
    this.#open.set(item, record);
    this.#entries.prompts.push(record);
    this.#entries.pending++;
    this.#measure();
  }

  started(item: QueueItem): void {
    const { executions } = this.#entries;
    executions[item.promptId] = (executions[item.promptId] ?? 0) + 1;
    const record = this.#open.get(item);
    if (record) record.startedAt = preciseNow();
  }

  /** It left the queue for the worker thread, whether or not that still lives. */
  taken(): void {
    this.#entries.pending--;
    this.#entries.running++;
    this.#measure();
  }

  wrote(item: QueueItem, file: FileRef, bytes: Uint8Array): void {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    this.#open.get(item)?.files.push({ ...file, at: preciseNow(), bytes: bytes.byteLength, sha256 });
  }

  ended(item: QueueItem, outcome: "success" | "error" | "interrupted"): void {
    this.#entries.running--;
    this.#entries.finished.push({ at: preciseNow(), promptId: item.promptId, outcome });
    this.#close(item, outcome);
  }

  deleted(item: QueueItem): void {
    this.#entries.pending--;
    this.#entries.deletions.push({ at: preciseNow(), promptId: item.promptId });
    this.#close(item, "deleted");
  }

  /** Everything that waited or ran went down with the process. */
  restarted(): void {
    for (const item of this.#open.keys()) this.#close(item, "lost");
    Object.assign(this.#entries, { running: 0, pending: 0 });
    this.#entries.restarts++;
  }

  uploaded(name: string, bytes: Uint8Array): void {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    this.#entries.uploads.push({ at: preciseNow(), name, bytes: bytes.byteLength, sha256 });
  }

  interrupted(asked: string | null, hit: string | null): void {
    this.#entries.interrupts.push({ at: preciseNow(), asked, hit });
  }

  count(what: Counter): void {
    this.#entries[what]++;
  }

  /** A copy that later events do not change. */
  read(): LedgerSnapshot {
    return structuredClone(this.#entries);
  }

  /** What `JSON.stringify` writes, without a copy: thousands of records are told while the server is at work. */
  toJSON(): LedgerSnapshot {
    return this.#entries;
  }

  /** The numbers alone, for those who look often; lists as their lengths. */
  counts(): Record<string, number> {
    const { executions, ...entries } = this.#entries;
    const started = Object.values(executions).reduce((sum, times) => sum + times, 0);
    const lengths = Object.entries(entries).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.length : value,
    ]);
    return { ...Object.fromEntries(lengths), executions: started };
  }

  /** Begins anew with what waits and runs right now. */
  reset(): void {
    const { running, pending } = this.#entries;
    this.#entries = { ...emptyLedger(), prompts: [...this.#open.values()], running, pending };
    this.#measure();
  }

  #close(item: QueueItem, fate: PromptFate): void {
    const record = this.#open.get(item);
    if (record) Object.assign(record, { endedAt: preciseNow(), fate });
    this.#open.delete(item);
  }

  #measure(): void {
    const { running, pending } = this.#entries;
    this.#entries.peakRunning = Math.max(this.#entries.peakRunning, running);
    this.#entries.peakPending = Math.max(this.#entries.peakPending, pending);
    this.#entries.peakPresent = Math.max(this.#entries.peakPresent, running + pending);
  }
}

/** The ledger of a server to which nothing has happened. */
export function emptyLedger(): LedgerSnapshot {
  return {
    arrivals: [],
    prompts: [],
    executions: {},
    finished: [],
    running: 0,
    pending: 0,
    peakRunning: 0,
    peakPending: 0,
    peakPresent: 0,
    uploads: [],
    interrupts: [],
    deletions: [],
    views: 0,
    historyReads: 0,
    queueReads: 0,
    socketsOpened: 0,
    connectionsOpened: 0,
    restarts: 0,
  };
}
