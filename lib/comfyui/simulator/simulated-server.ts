import type { RunHost } from "#lib/comfyui/simulator/execution/prompt-run";
import { clientOf, PromptRun, WorkerDied } from "#lib/comfyui/simulator/execution/prompt-run";
import { lastWordsOf } from "#lib/comfyui/simulator/execution/last-words";
import { OutputCache } from "#lib/comfyui/simulator/execution/output-cache";
import type { FileStore } from "./file-store.ts";
import { History, type HistoryEntry } from "./history.ts";
import { LatencyModel, sleep } from "./latency.ts";
import { Ledger } from "./ledger.ts";
import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { ModelFiles } from "#lib/comfyui/simulator/nodes/model-files";
import type { Installation } from "#lib/comfyui/simulator/nodes/object-info";
import type { Profile } from "./profile.ts";
import type { QueueItem } from "./prompt-queue.ts";
import { PromptQueue } from "./prompt-queue.ts";
import { outOfMemory, PythonError } from "./python-error.ts";
import { PythonFloat } from "./python-json.ts";
import { fitsNode, ScenarioBook } from "./scenario.ts";
import { SocketHub } from "#lib/comfyui/simulator/socket/socket-hub";

export type ServerParts = {
  name: string;
  profile: Profile;
  files: FileStore;
  catalogue: Catalogue;
  models: ModelFiles;
  speed: number;
  previews: boolean;
  /** Between the last event of a run and its history entry, as a race that clients must survive. */
  historyGapMs: number;
};

/** The run belongs to a process that is gone. */
class Abandoned extends Error {}

/** The state of one simulated ComfyUI process: queue, history, cache, sockets, and the one worker thread. */
export class SimulatedServer {
  readonly name: string;
  readonly profile: Profile;
  readonly files: FileStore;
  readonly catalogue: Catalogue;
  readonly models: ModelFiles;
  readonly installation: Installation;
  readonly ledger = new Ledger();
  readonly scenarios = new ScenarioBook();
  readonly hub: SocketHub;
  readonly latency: LatencyModel;
  readonly startedAt = Date.now();
  queue = new PromptQueue();
  history = new History();
  running: QueueItem | null = null;
  /** Rises with every prompt that brings no number of its own, refused ones included. */
  counter = 0;
  readonly #cache = new OutputCache();
  readonly #historyGapMs: number;
  readonly #previews: boolean;
  #runningNode: string | null = null;
  #interrupted = false;
  #workerAlive = true;
  #working = false;
  #generation = 0;

  constructor(parts: ServerParts) {
    this.name = parts.name;
    this.profile = parts.profile;
    this.files = parts.files;
    this.catalogue = parts.catalogue;
    this.models = parts.models;
    this.latency = new LatencyModel(parts.speed);
    this.#previews = parts.previews;
    this.#historyGapMs = parts.historyGapMs;
    this.installation = { profile: parts.profile, files: parts.files, models: parts.models };
    this.hub = new SocketHub({
      queueRemaining: () => this.queueRemaining,
      running: () =>
        this.running !== null && this.#runningNode !== null
          ? { clientId: clientOf(this.running), nodeId: this.#runningNode }
          : null,
      serverFlags: parts.profile.serverFlags,
    });
  }

  /** Pending and running together, as every `status` counts. */
  get queueRemaining(): number {
    return this.queue.pending.length + (this.running === null ? 0 : 1);
  }

  get isWorkerAlive(): boolean {
    return this.#workerAlive;
  }

  enqueue(item: QueueItem): void {
    this.queue.push(item);
    this.ledger.queued(item, clientOf(item));
    this.announceQueue();
    // The worker thread notices at its own time, never before the caller has gone on.
    setImmediate(() => void this.#work());
  }

  announceQueue(): void {
    this.hub.send("status", { status: { exec_info: { queue_remaining: this.queueRemaining } } }, null);
  }

  /** Stops what runs, if it is what was asked for. Answers whether it was. */
  interrupt(promptId: string | null): boolean {
    const hit = this.running !== null && (promptId === null || this.running.promptId === promptId);
    this.ledger.interrupted(promptId, hit ? (this.running?.promptId ?? null) : null);
    if (hit && this.scenarios.take("miss-interrupt")) return true;
    if (hit || promptId === null) this.#interrupted = true;
    return hit;
  }

  removePending(promptId: string): boolean {
    const removed = this.queue.remove(promptId);
    if (removed) this.ledger.deleted(removed);
    return removed !== undefined;
  }

  clearPending(): void {
    for (const item of this.queue.clear()) this.ledger.deleted(item);
  }

  free(unloadModels: boolean, freeMemory: boolean): void {
    if (unloadModels || freeMemory) this.latency.unloadModels();
    if (freeMemory) this.#cache.clear();
  }

  killWorker(): void {
    this.#workerAlive = false;
  }

  /** A process that went down and came up again: everything in memory is gone, files other than temp stay. */
  restart(): void {
    this.#generation++;
    this.queue = new PromptQueue();
    this.history = new History();
    this.running = null;
    this.counter = 0;
    this.#runningNode = null;
    this.#interrupted = false;
    this.#workerAlive = true;
    this.#working = false;
    this.#cache.clear();
    this.latency.unloadModels();
    this.files.wipeTemp();
    this.hub.drop();
    this.ledger.restarted();
  }

  async #work(): Promise<void> {
    if (this.#working || !this.#workerAlive) return;
    this.#working = true;
    const generation = this.#generation;
    try {
      for (let item = this.queue.pop(); item !== undefined; item = this.queue.pop()) {
        await this.#runOne(item, generation);
        this.#assertAlive(generation);
      }
      this.#working = false;
    } catch (error) {
      if (error instanceof Abandoned) return;
      this.#working = false;
      this.#workerAlive = false;
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  async #runOne(item: QueueItem, generation: number): Promise<void> {
    this.running = item;
    this.ledger.taken();
    this.announceQueue();
    this.#interrupted = false;
    if (this.scenarios.take("kill-worker")) throw new WorkerDied("killed by a scenario");
    this.ledger.started(item);
    const run = new PromptRun(item, this.#hostFor(item, generation));
    if (this.scenarios.take("unknown-messages")) run.emitter.unknown();
    const end = await run.execute();
    this.#assertAlive(generation);
    if (this.scenarios.take("lose-files")) for (const file of end.files) this.files.remove(file);
    await this.#pause(this.scenarios.take("delay-completion")?.ms ?? 0, generation);
    const { before, after, late } = lastWordsOf(end, () => this.announceQueue(), this.scenarios);
    for (const say of before) say();
    await this.#pause(this.scenarios.take("delay-history")?.ms ?? this.#historyGapMs, generation);
    this.#remember(end.entry);
    this.running = null;
    this.ledger.ended(item, end.outcome);
    for (const say of after) say();
    if (late) setTimeout(() => late.words.forEach((say) => say()), late.ms).unref();
  }

  #remember(entry: HistoryEntry): void {
    if (this.scenarios.take("empty-outputs")) Object.assign(entry, { outputs: {}, meta: {} });
    if (this.scenarios.take("nan-in-history")) {
      const extraData = { ...entry.item.extraData, score: new PythonFloat(Number.NaN) };
      Object.assign(entry, { item: { ...entry.item, extraData } });
    }
    if (!this.scenarios.take("forget-history")) this.history.add(entry);
  }

  async #pause(ms: number, generation: number): Promise<void> {
    await sleep(ms);
    this.#assertAlive(generation);
  }

  #hostFor(item: QueueItem, generation: number): RunHost {
    return {
      catalogue: this.catalogue,
      installation: this.installation,
      cache: this.#cache,
      hub: this.hub,
      latency: this.latency,
      previews: this.#previews,
      takeInterrupt: () => {
        const taken = this.#interrupted;
        this.#interrupted = false;
        return taken;
      },
      atNode: (nodeId) => {
        this.#runningNode = nodeId;
      },
      beforeNode: (id, classType) => this.#beforeNode(id, classType),
      wrote: (file, bytes) => this.ledger.wrote(item, file, bytes),
      assertAlive: () => this.#assertAlive(generation),
    };
  }

  async #beforeNode(id: string, classType: string): Promise<void> {
    const fits = ({ node }: { node: { id?: string | undefined; classType?: string | undefined } }): boolean =>
      fitsNode(node, id, classType);
    if (this.scenarios.take("restart-mid-run", fits)) this.restart();
    if (this.scenarios.take("drop-sockets-mid-run", fits)) this.hub.drop();
    if (this.scenarios.take("deafen-sockets-mid-run", fits)) this.hub.deafen();
    if (this.scenarios.take("stall-sockets-mid-run", fits)) this.hub.stall();
    if (this.scenarios.take("half-open-sockets-mid-run", fits)) this.hub.vanish();
    await sleep(this.scenarios.take("slow-node", fits)?.ms ?? 0);
    if (this.scenarios.take("out-of-memory", fits)) throw outOfMemory();
    const failure = this.scenarios.take("node-error", fits);
    if (failure) throw new PythonError(failure.type, failure.message);
    const huge = this.scenarios.take("huge-error", fits);
    if (huge) throw new PythonError("RuntimeError", "0.1234, ".repeat(huge.characters / 8));
  }

  #assertAlive(generation: number): void {
    if (generation !== this.#generation) throw new Abandoned();
  }
}
