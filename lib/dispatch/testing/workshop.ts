import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeAll, vi } from "vitest";
import type { Actor } from "#lib/account/actor";
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from "#lib/comfyui/simulator/start-simulator";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { createFileStore, type FileStore } from "#lib/output/file-store";
import { createRuns } from "#lib/run/create-runs";
import { readRun } from "#lib/run/read-runs";
import type { RunStatus, RunView } from "#lib/run/run-schema";
import { loadWorkflowFiles } from "#lib/workflow/load-workflow-files";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { startWorker, type Worker, type WorkerOptions } from "../start-worker.ts";
import type { Timings } from "../timings.ts";
import type { WorkflowFolders } from "../watch-workflows.ts";

export const projectId = "01900000-0000-7000-8000-000000000001";
export const owner: Actor = {
  kind: "person",
  id: "ada",
  name: "Ada",
  roles: new Map([[projectId, "owner"]]),
};

/** The worker's usual order of events in a tenth of the time. */
export const hurried: Partial<Timings> = {
  lease: 900,
  renew: 250,
  queuePoll: 100,
  probe: 100,
  follow: 100,
  absentGap: 200,
  doubtGap: 400,
  unbrokenGap: 600,
  answer: 300,
  underWay: 1000,
  deaf: 300,
  fileRetry: 20,
  fileAbsent: 100,
  spacePoll: 50,
  cancelRepeat: 100,
  surprise: 50,
  objectInfoMissing: 200,
  grace: 500,
};

/**
 * A whole dispatcher in one test file: its own database with the given workflows, real simulators and real workers,
 * all of them stopped and all runs ended after each test.
 */
export function useWorkshop(findFolders: () => Promise<WorkflowFolders> | WorkflowFolders) {
  const database = useTestDatabase();
  const workers: Worker[] = [];
  const simulators: Simulator[] = [];
  let files: FileStore | undefined;

  beforeAll(async () => {
    files = createFileStore(await mkdtemp(join(tmpdir(), "proofsheet-files-")));
    const { workflows, params } = await findFolders();
    await syncWorkflows(database.db, await loadWorkflowFiles(workflows, params), new Date());
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await Promise.all(simulators.splice(0).map((simulator) => simulator.stop()));
    await database.db.$executeRaw`UPDATE server_slot SET attempt_id = NULL`;
    await database.db.$executeRaw`
      UPDATE attempt SET status = 'lost' WHERE status IN ('submitting', 'accepted', 'executing', 'collecting')`;
    await database.db.$executeRaw`UPDATE run SET status = 'canceled' WHERE status IN ('queued', 'running')`;
  });

  return {
    database,
    get db() {
      return database.db;
    },
    get files() {
      if (files === undefined) throw new Error("Files exist only inside tests.");
      return files;
    },

    async simulator(options: SimulatorOptions = {}): Promise<Simulator> {
      const simulator = await startSimulator(options);
      simulators.push(simulator);
      return simulator;
    },

    async worker(
      servers: readonly (Simulator | string)[],
      options: Partial<WorkerOptions> = {},
    ): Promise<Worker> {
      const { timings, ...rest } = options;
      const worker = await startWorker({
        db: database.db,
        url: database.url,
        files: this.files,
        env: {
          COMFYUI_URL: servers.map((server) => ({
            pool: "default",
            url: typeof server === "string" ? server : server.url,
          })),
          COMFYUI_SLOTS: 1,
        },
        log: pino({ level: "silent" }),
        timings: { ...hurried, ...timings },
        ...rest,
      });
      workers.push(worker);
      return worker;
    },

    async submit(workflow: string, params: object = {}, count = 1): Promise<RunView[]> {
      return createRuns(database.db, owner, { workflow, params: { ...params }, count }, new Date());
    },

    read: (id: string) => readRun(database.db, owner, id),

    /** Waits until the run has this status; fails at once when it has ended in another one. */
    async until(id: string, status: RunStatus, timeoutMs = 20_000): Promise<RunView> {
      const startedAtMs = performance.now();
      while (true) {
        const run = await readRun(database.db, owner, id);
        if (run.status === status) return run;
        const told = JSON.stringify({
          status: run.status,
          waiting: run.waiting,
          error: run.error,
          attempts: run.attempts,
        });
        if (run.finishedAt !== null) throw new Error(`The run ended otherwise: ${told}`);
        if (performance.now() - startedAtMs > timeoutMs)
          throw new Error(`The run is not ${status} yet: ${told}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Waits until `check` no longer throws: tests wait on state, never on time. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000, interval: 20 });
}

/** How often anything was executed on these servers, by prompt id. */
export function executionsOn(...simulators: readonly Simulator[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const simulator of simulators) {
    for (const [id, count] of Object.entries(simulator.ledger.read().executions))
      all[id] = (all[id] ?? 0) + count;
  }
  return all;
}
