/** What reached this server and what it did: the outside view that tests compare a client's story with. */
export type LedgerSnapshot = {
  arrivals: { at: number; promptId: string | null; clientId: string | null; status: number }[];
  /** How often each prompt was started, by prompt id. */
  executions: Record<string, number>;
  finished: { at: number; promptId: string; outcome: "success" | "error" | "interrupted" }[];
  running: number;
  peakRunning: number;
  peakPending: number;
  uploads: { at: number; name: string; bytes: number; sha256: string }[];
  interrupts: { at: number; asked: string | null; hit: string | null }[];
  deletions: { at: number; promptId: string }[];
  views: number;
  historyReads: number;
  socketsOpened: number;
  restarts: number;
};

export class Ledger {
  #entries: LedgerSnapshot = empty();

  arrived(promptId: string | null, clientId: string | null, status: number): void {
    this.#entries.arrivals.push({ at: Date.now(), promptId, clientId, status });
  }

  queued(pending: number): void {
    this.#entries.peakPending = Math.max(this.#entries.peakPending, pending);
  }

  started(promptId: string): void {
    const { executions } = this.#entries;
    executions[promptId] = (executions[promptId] ?? 0) + 1;
    this.#entries.running++;
    this.#entries.peakRunning = Math.max(this.#entries.peakRunning, this.#entries.running);
  }

  ended(promptId: string, outcome: "success" | "error" | "interrupted"): void {
    this.#entries.running--;
    this.#entries.finished.push({ at: Date.now(), promptId, outcome });
  }

  /** The run went down with the process. */
  lostRun(): void {
    this.#entries.running = 0;
  }

  uploaded(name: string, bytes: number, sha256: string): void {
    this.#entries.uploads.push({ at: Date.now(), name, bytes, sha256 });
  }

  interrupted(asked: string | null, hit: string | null): void {
    this.#entries.interrupts.push({ at: Date.now(), asked, hit });
  }

  deleted(promptId: string): void {
    this.#entries.deletions.push({ at: Date.now(), promptId });
  }

  count(what: "views" | "historyReads" | "socketsOpened" | "restarts"): void {
    this.#entries[what]++;
  }

  /** A copy that later events do not change. */
  read(): LedgerSnapshot {
    return structuredClone(this.#entries);
  }

  reset(): void {
    const { running } = this.#entries;
    this.#entries = { ...empty(), running, peakRunning: running };
  }
}

function empty(): LedgerSnapshot {
  return {
    arrivals: [],
    executions: {},
    finished: [],
    running: 0,
    peakRunning: 0,
    peakPending: 0,
    uploads: [],
    interrupts: [],
    deletions: [],
    views: 0,
    historyReads: 0,
    socketsOpened: 0,
    restarts: 0,
  };
}
