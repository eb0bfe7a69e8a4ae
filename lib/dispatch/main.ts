import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { loadGraph } from "#lib/contract/load-contract";
import { formatProblem } from "#lib/contract/problem";
import { createDb } from "#lib/db/client";
import { isDatabaseAway } from "#lib/db/database-away";
import { env, filesFolder } from "#lib/env";
import { createLog, type Log } from "#lib/log";
import { createFileStore } from "#lib/output/file-store";
import { startTracing } from "#lib/trace/start-tracing";
import { learnStatements } from "./learn-statements.ts";
import { startWorker } from "./start-worker.ts";

const longestStopMs = 10_000;
/** Few, so that each soon knows every statement: the plan of a claim takes longer to make than the claim itself. */
const connections = 5;
const warmUpFile = "warmup.api.json";

/** `npm run worker`: the only process that speaks to ComfyUI. Several may run on one database. */
async function main(): Promise<void> {
  const environment = env();
  const log = createLog("worker");
  const endpoint = environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  const tracing = await startTracing({ endpoint, process: "worker", log });
  const db = createDb({ url: environment.DATABASE_URL, poolSize: connections, keepsPlans: true });
  const root = join(import.meta.dirname, "..", "..");
  const library = environment.WORKFLOWS_DIR ?? root;
  await learnStatements(db, connections);
  const worker = await startWorker({
    db,
    url: environment.DATABASE_URL,
    files: createFileStore(filesFolder(environment)),
    env: environment,
    log,
    warmUp: environment.COMFYUI_WARM_UP ? await readWarmUpGraph(join(root, "ops", warmUpFile), log) : null,
    folders: { workflows: join(library, "workflows"), params: join(library, "params") },
  });
  log.info({ worker: worker.id, servers: environment.COMFYUI_URL.length }, "worker ready");
  process.send?.({ ready: true });

  let isStopping = false;
  async function stop(reason: string): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, "worker stopping");
    // A database that is gone as well must not keep this process; leases run out by themselves.
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await worker.stop();
    await tracing.stop();
    await db.$disconnect();
    process.exit(0);
  }
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // Started by npm start: when that dies, however it dies, this process has no business here.
  process.on("disconnect", () => void stop("its parent is gone"));
}

/** A file that is missing or cannot be used is told of and does no harm. */
async function readWarmUpGraph(path: string, log: Log): Promise<ApiGraph | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  const loaded = text === null ? null : loadGraph(text, warmUpFile);
  if (loaded?.ok) return loaded.graph;
  const problems = loaded?.problems.map(formatProblem) ?? [`There is no ops/${warmUpFile}.`];
  log.warn({ problems }, "servers are not warmed up");
  return null;
}

function explainStart(error: unknown): string {
  if (isDatabaseAway(error)) {
    return "The worker cannot reach its database. Check DATABASE_URL and that Postgres is running.";
  }
  const message = error instanceof Error ? error.message : String(error);
  return /does not exist in the current database|relation .* does not exist/.test(message)
    ? "The database has no tables yet. Run npm run migrate first."
    : message;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exit(1);
});
