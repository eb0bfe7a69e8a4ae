import { randomUUID } from "node:crypto";
import pg from "pg";
import { startChild } from "../../kit/child.ts";
import type { Rig } from "../../kit/rig.ts";
import { keepProcess, type KeptProcess } from "../arena/keep-process.ts";
import { untilFound, type CrashSide } from "./crash-side.ts";
import { ownedTable } from "./owned-table.ts";

export type BaselineOptions = {
  name: string;
  program: string;
  /** What its workers need beside the database and the server. */
  env?: Readonly<Record<string, string>>;
  /** The longest time that a lease phase may mean, milliseconds. */
  leaseMs: number;
  recoversWithinMs: number;
  /** Puts one job in; answers its id. */
  makeEnqueue(databaseUrl: string): Promise<{ enqueue(id: string): Promise<string>; close(): Promise<void> }>;
};

/** Two workers of a baseline on a database and a server of its own. */
export async function startBaseline(rig: Rig, options: BaselineOptions): Promise<CrashSide> {
  const { name, program, env = {}, leaseMs, recoversWithinMs } = options;
  const databaseUrl = await rig.postgres.createDatabase(name.replaceAll(/\W/g, "_"));
  const server = await rig.simulator({ name: `gpu-${name}`, speed: 1 });
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  await db.query(ownedTable);
  const queue = await options.makeEnqueue(databaseUrl);
  const start = (worker: string) => () =>
    startChild({
      name: worker,
      args: [program],
      env: { DATABASE_URL: databaseUrl, SERVER_URL: server.url, ...env },
      logFolder: `${rig.folder}/logs`,
    });
  const workers: KeptProcess[] = [];
  for (const index of [0, 1]) workers.push(await keepProcess(start(`${name}-${index}`)));

  const owners = async (jobId: string): Promise<number[]> => {
    const { rows } = await db.query<{ pid: number }>("SELECT pid FROM owned WHERE job_id = $1 ORDER BY at", [
      jobId,
    ]);
    return rows.map(({ pid }) => pid);
  };
  let repeats = 0;

  return {
    name,
    async killOnce(phase) {
      const jobId = await queue.enqueue(randomUUID());
      const first = await untilFound(async () => (await owners(jobId))[0] ?? null, recoversWithinMs);
      await new Promise((resolve) => setTimeout(resolve, phase * leaseMs));
      process.kill(first, "SIGKILL");
      const killedAtMs = performance.now();
      await untilFound(
        async () => (await owners(jobId)).find((pid) => pid !== first) ?? null,
        recoversWithinMs,
      );
      const tookMs = performance.now() - killedAtMs;
      repeats += (await owners(jobId)).length - 1;
      await db.query("INSERT INTO ended VALUES ($1)", [jobId]);
      await server.command({ command: "restart" });
      return tookMs;
    },
    duplicates: async () => repeats,
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await queue.close();
      await db.end();
    },
  };
}
