import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createDb } from "#lib/db/client";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { createFileStore } from "#lib/output/file-store";
import { startWorker } from "./start-worker.ts";

// The worker process: the only one that speaks to ComfyUI. Several may run on one database.

const environment = env();
const log = createLog("worker");
const db = createDb({ url: environment.DATABASE_URL });
const root = join(import.meta.dirname, "..", "..");
const worker = await startWorker({
  db,
  url: environment.DATABASE_URL,
  files: createFileStore(filesFolder()),
  env: environment,
  log,
  folders: { workflows: join(root, "workflows"), params: join(root, "params") },
});
log.info({ worker: worker.id }, "worker ready");
process.send?.("ready");

const longestStopMs = 10_000;
let isStopping = false;
async function stop(reason: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ reason }, "worker stopping");
  // A database that is gone as well must not keep this process; leases run out by themselves.
  setTimeout(() => process.exit(1), longestStopMs).unref();
  await worker.stop();
  await db.$disconnect();
  process.exit(0);
}

process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
// Started by npm start: when that dies, however it dies, this process has no business here.
process.on("disconnect", () => void stop("its parent is gone"));

function filesFolder(): string {
  const { STORAGE_URL, DATA_DIR } = environment;
  return STORAGE_URL === undefined ? join(DATA_DIR, "files") : fileURLToPath(STORAGE_URL);
}
