import { fingerprintsOf } from "#lib/comfyui/simulator/graph/cache-key";
import type { FileRef } from "#lib/comfyui/simulator/file-store";
import type { HistoryEntry } from "#lib/comfyui/simulator/history";
import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import { NodeInputs } from "#lib/comfyui/simulator/nodes/node-inputs";
import type { NodeResult } from "#lib/comfyui/simulator/nodes/node-class";
import type { Installation } from "#lib/comfyui/simulator/nodes/object-info";
import type { NodeValue } from "#lib/comfyui/simulator/nodes/node-value";
import type { QueueItem } from "#lib/comfyui/simulator/prompt-queue";
import { InterruptError } from "#lib/comfyui/simulator/python-error";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject } from "#lib/comfyui/simulator/python-json";
import type { SocketHub } from "#lib/comfyui/simulator/socket/socket-hub";
import type { LatencyModel } from "#lib/comfyui/simulator/latency";
import { embeddedTexts } from "./embedded-texts.ts";
import { ExecutionPlan } from "./execution-plan.ts";
import { nodeFailure } from "./node-failure.ts";
import type { NodeContext } from "./node-context.ts";
import type { CachedNode, OutputCache } from "./output-cache.ts";
import { metaJson, Progress } from "./progress.ts";
import { RunEmitter } from "./run-emitter.ts";
import { RunGraph } from "./run-graph.ts";
import { sleep } from "#lib/comfyui/simulator/latency";

/** What a run uses of the server around it. */
export type RunHost = {
  catalogue: Catalogue;
  installation: Installation;
  cache: OutputCache;
  hub: SocketHub;
  latency: LatencyModel;
  previews: boolean;
  /** Reads the interrupt flag and takes it down. */
  takeInterrupt: () => boolean;
  /** The node a reconnecting client is told about. */
  atNode: (nodeId: string | null) => void;
  /** Faults that tests ask for, right before a node does its work. */
  beforeNode: (id: string, classType: string) => Promise<void>;
  /** A file of the run lies on disk. */
  wrote: (file: FileRef, bytes: Uint8Array) => void;
  /** Throws when the server was restarted meanwhile: nothing of this run may be heard any more. */
  assertAlive: () => void;
};

export type Outcome = "success" | "error" | "interrupted";
export type RunEnd = { outcome: Outcome; entry: HistoryEntry; emitter: RunEmitter; files: FileRef[] };

/** Raised when ComfyUI's worker thread itself would die: the server lives on and never runs anything again. */
export class WorkerDied extends Error {}

export function clientOf(item: QueueItem): string | null {
  const id = item.extraData["client_id"];
  return typeof id === "string" ? id : null;
}

/** Runs one prompt to its last own message; the caller writes history and says that the worker is free. */
export class PromptRun {
  readonly emitter: RunEmitter;
  readonly #item: QueueItem;
  readonly #host: RunHost;
  readonly #graph: RunGraph;
  readonly #plan: ExecutionPlan;
  readonly #progress: Progress;
  readonly #texts: Record<string, string>;
  readonly #files: FileRef[] = [];
  readonly #executed = new Set<string>();
  readonly #shown = new Map<string, { output: PyObject; meta: PyObject }>();
  readonly #expansions = new Map<string, [string, number]>();
  readonly #background = new Map<string, Promise<() => void>>();

  constructor(item: QueueItem, host: RunHost) {
    this.#item = item;
    this.#host = host;
    this.emitter = new RunEmitter(host.hub, item.promptId, clientOf(item));
    this.#progress = new Progress(item.promptId);
    this.emitter.status("execution_start", { prompt_id: item.promptId });
    if (Object.values(item.graph).some((node) => !isPyObject(node["inputs"]))) {
      throw new WorkerDied("a node without inputs");
    }
    const prints = fingerprintsOf(item.graph, host.catalogue, host.installation);
    this.#texts = embeddedTexts(item, prints);
    this.#graph = new RunGraph(item.graph, host.catalogue, host.cache, prints);
    this.#plan = new ExecutionPlan({
      graph: () => this.#graph.nodes,
      isCached: (id) => this.#graph.isReady(id),
      isOutput: (id) => this.#graph.classOf(id).saves === true,
    });
  }

  async execute(): Promise<RunEnd> {
    const nodes = this.#graph.cachedIds();
    this.emitter.status("execution_cached", { nodes, prompt_id: this.#item.promptId });
    for (const id of this.#item.outputs) this.#plan.add(id);
    const outcome = await this.#executeAll();
    this.#host.atNode(null);
    return { outcome, entry: this.#historyEntry(outcome), emitter: this.emitter, files: this.#files };
  }

  async #executeAll(): Promise<Outcome> {
    while (!this.#plan.isDone) {
      const id = this.#plan.next();
      try {
        if (id === null) await this.#finishOneInBackground();
        else await this.#visit(id);
      } catch (error) {
        this.#host.assertAlive();
        return this.#fail(id, error);
      }
    }
    return "success";
  }

  async #finishOneInBackground(): Promise<void> {
    const finish = await Promise.race(this.#background.values());
    finish();
  }

  async #visit(id: string): Promise<void> {
    const cached = this.#graph.cached(id);
    if (cached !== undefined) return this.#replay(id, cached);
    const result = this.#expansions.get(id);
    if (result !== undefined) return this.#finish(id, { outputs: [this.#graph.follow(result)] });
    const place = this.#graph.place(id);
    this.#progress.start(place);
    this.emitter.progressState(this.#progress);
    this.#host.atNode(place.displayId);
    this.emitter.executing(place);
    if (this.#graph.classOf(id).async !== true) return this.#settle(id, await this.#call(id));
    // An error of a background node surfaces when its turn to finish comes.
    const work = this.#call(id).then(
      (done) => () => this.#settle(id, done),
      (error: unknown) => () => {
        throw error;
      },
    );
    this.#background.set(id, work);
    void work.then(() => undefined);
  }

  async #call(id: string): Promise<NodeResult> {
    const node = this.#graph.classOf(id);
    const values = this.#graph.inputValues(id);
    const blocker = [...values.values()].find((value) => value.kind === "blocker");
    if (blocker !== undefined) return this.#blockedResult(id, blocker.message);
    await this.#host.beforeNode(id, node.name);
    this.#host.assertAlive();
    if (this.#host.takeInterrupt()) throw new InterruptError();
    const result = await node.run(new NodeInputs(values), this.#contextOf(id));
    this.#host.assertAlive();
    return result;
  }

  #blockedResult(id: string, message: string | null): NodeResult {
    const node = this.#graph.classOf(id);
    const place = this.#graph.place(id);
    if (message !== null) this.emitter.blocked(place, node.name, this.#executedIds(), message);
    return { outputs: node.outputs.map((): NodeValue => ({ kind: "blocker", message: null })) };
  }

  #settle(id: string, result: NodeResult): void {
    this.#background.delete(id);
    if (result.expand === undefined) return this.#finish(id, result);
    const children = this.#graph.grow(id, result.expand);
    this.#expansions.set(id, result.expand.result);
    this.#plan.waitFor(id, children);
  }

  #finish(id: string, { outputs = [], ui = {} }: NodeResult): void {
    const place = this.#graph.place(id);
    const shown = Object.keys(ui).length === 0 ? null : { output: ui, meta: metaJson(place) };
    this.#graph.keep(id, { outputs, ui: shown });
    if (shown !== null) {
      this.#shown.set(id, shown);
      this.emitter.executed(place, ui);
    }
    this.#executed.add(id);
    this.#progress.finish(place);
    this.emitter.progressState(this.#progress);
    this.#plan.finish(id);
  }

  #replay(id: string, { ui }: CachedNode): void {
    const place = this.#graph.place(id);
    this.emitter.executed(place, ui?.output ?? null);
    if (ui !== null) this.#shown.set(id, { output: ui.output, meta: metaJson(place) });
    this.#progress.finish(place);
    this.emitter.progressState(this.#progress);
    this.#plan.finish(id);
  }

  #fail(id: string | null, error: unknown): Outcome {
    const failure = nodeFailure(error, {
      promptId: this.#item.promptId,
      id: id ?? this.#background.keys().next().value ?? "",
      graph: this.#graph,
      executed: this.#executedIds(),
    });
    if (failure.outOfMemory) this.#host.latency.unloadModels();
    this.emitter.status(failure.event, failure.data, failure.event === "execution_interrupted");
    return failure.event === "execution_interrupted" ? "interrupted" : "error";
  }

  #contextOf(id: string): NodeContext {
    const { hub, installation, latency, previews, assertAlive, takeInterrupt, wrote } = this.#host;
    const place = this.#graph.place(id);
    const alive = async (wait: Promise<void>): Promise<void> => {
      await wait;
      assertAlive();
    };
    return {
      nodeId: id,
      profile: installation.profile,
      files: installation.files,
      save: async (slot, filename, bytes) => {
        const file = await installation.files.write(slot, filename, bytes);
        this.#files.push(file);
        wrote(file, bytes);
        return file;
      },
      wantsPreviews: previews && hub.reaches(clientOf(this.#item)),
      work: (ms) => alive(latency.work(ms)),
      sleep: (ms) => alive(sleep(ms)),
      load: (file, ms) => alive(latency.load(file, ms)),
      tick: (value, max, preview) => {
        if (takeInterrupt()) throw new InterruptError();
        this.#progress.tick(id, value, max);
        this.emitter.progressState(this.#progress);
        this.emitter.tick(place, value, max, preview);
      },
      sendText: (text) => this.emitter.nodeText(place, text),
      metadata: () => this.#texts,
    };
  }

  #executedIds(): string[] {
    return [...this.#executed].toReversed();
  }

  #historyEntry(outcome: Outcome): HistoryEntry {
    const shown = new Map(this.#shown);
    if (this.#host.installation.profile.historyListsCachedOutputs) {
      for (const id of this.#graph.allIds()) {
        const ui = this.#graph.cached(id)?.ui;
        if (ui) shown.set(id, { output: ui.output, meta: metaJson(this.#graph.place(id)) });
      }
    }
    const pick = (part: "output" | "meta"): Record<string, PyObject> =>
      Object.fromEntries([...shown].map(([id, entry]) => [id, entry[part]]));
    return {
      item: this.#item,
      outputs: pick("output"),
      meta: pick("meta"),
      success: outcome === "success",
      messages: this.emitter.messages,
    };
  }
}
