import { join } from "node:path";
import { mkdir } from "node:fs/promises";
import { createDb } from "#lib/db/client";
import { usualTimings } from "#lib/dispatch/timings";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { owner } from "#lib/dispatch/testing/workshop";
import { createRuns } from "#lib/run/create-runs";
import type { Rig } from "../../kit/rig.ts";
import { keepProcess, type KeptProcess } from "../arena/keep-process.ts";
import { untilFound, type CrashSide } from "./crash-side.ts";

/** Longer than the slowest take-over, so that the run still executes when it is adopted. */
const runParams = { steps: 75, delay: 0.1 };
const patienceMs = 60_000;

/** Two of our workers with the timings they have in production. */
export async function startOurs(rig: Rig): Promise<CrashSide> {
  const server = await rig.simulator({ name: "gpu-ours", speed: 1 });
  const folders = await writeProbeWorkflows();
  const orders = join(rig.folder, "orders");
  await mkdir(orders);
  const workers: KeptProcess[] = [];
  for (const index of [0, 1]) {
    const start = () =>
      rig.worker({
        name: `ours-${index}`,
        program: "bench/chaos/worker-process.ts",
        servers: server.url,
        env: { CHAOS_WORKFLOWS: join(folders.workflows, ".."), CHAOS_ORDERS: orders },
      });
    workers.push(await keepProcess(start));
  }
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  const runIds: string[] = [];

  async function ownerOf(runId: string, status?: string): Promise<string | null> {
    const attempt = await db.attempt.findFirst({ where: { runId }, orderBy: { number: "desc" } });
    return attempt === null || (status !== undefined && attempt.status !== status) ? null : attempt.workerId;
  }

  async function processOf(workerId: string) {
    for (const worker of workers) {
      const child = await worker.current();
      if (child.hello["workerId"] === workerId) return child;
    }
    throw new Error(`No worker is ${workerId}.`);
  }

  return {
    name: "ours",
    async killOnce(phase) {
      const input = { workflow: "slow_probe", params: runParams, count: 1 };
      const [run] = await createRuns(db, owner, input, new Date());
      const runId = run?.id ?? "";
      runIds.push(runId);
      const first = await untilFound(() => ownerOf(runId, "executing"), patienceMs);
      await new Promise((resolve) => setTimeout(resolve, phase * usualTimings.renew));
      const child = await processOf(first);
      const killedAtMs = performance.now();
      child.signal("SIGKILL");
      await untilFound(async () => {
        const now = await ownerOf(runId);
        return now === first ? null : now;
      }, patienceMs);
      const tookMs = performance.now() - killedAtMs;
      await untilFound(async () => {
        const { status } = await db.run.findUniqueOrThrow({ where: { id: runId } });
        if (status === "failed" || status === "canceled") throw new Error(`Run ${runId} is ${status}.`);
        return status === "succeeded" ? status : null;
      }, patienceMs);
      return tookMs;
    },
    async duplicates() {
      const { executions } = await server.ledger();
      const all = Object.values(executions).reduce((sum, count) => sum + count, 0);
      return all - runIds.length;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await db.$disconnect();
    },
  };
}
