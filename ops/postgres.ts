import process from "node:process";
import { startEmbeddedPostgres } from "#lib/db/embedded-postgres";

// The embedded Postgres as a process of its own, so that it can be watched and started again like the others.
const [directory = "", port = ""] = process.argv.slice(2);
const cluster = await startEmbeddedPostgres({ directory, port: Number(port) });
process.send?.({ ready: true });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await cluster.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("disconnect", () => void stop());
await cluster.exited;
if (!stopping) process.exit(1);
