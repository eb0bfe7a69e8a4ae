import process from "node:process";
import { Worker } from "bullmq";
import pg from "pg";
import { z } from "zod";
import { holdJob } from "./owned-table.ts";

const { DATABASE_URL, SERVER_URL, REDIS_PORT } = z
  .object({ DATABASE_URL: z.string(), SERVER_URL: z.string(), REDIS_PORT: z.coerce.number() })
  .parse(process.env);

/** BullMQ with its defaults. */
const db = new pg.Pool({ connectionString: DATABASE_URL, max: 2 });
const worker = new Worker("render", async (job) => holdJob(db, SERVER_URL, job.id ?? ""), {
  connection: { host: "127.0.0.1", port: REDIS_PORT },
});
worker.on("error", (error) => process.stderr.write(`${String(error)}\n`));
await worker.waitUntilReady();
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
process.send?.({ ready: true });
