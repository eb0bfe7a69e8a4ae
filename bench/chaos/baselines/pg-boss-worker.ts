import process from "node:process";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { z } from "zod";
import { holdJob } from "./owned-table.ts";

const { DATABASE_URL, SERVER_URL } = z
  .object({ DATABASE_URL: z.string(), SERVER_URL: z.string() })
  .parse(process.env);

/** pg-boss tuned for the quickest recovery that its options allow. */
const boss = new PgBoss({
  connectionString: DATABASE_URL,
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
});
boss.on("error", (error) => process.stderr.write(`${String(error)}\n`));
await boss.start();
await boss.createQueue("render", { heartbeatSeconds: 10, retryLimit: 100, retryDelay: 0 });
const db = new pg.Pool({ connectionString: DATABASE_URL, max: 2 });
await boss.work("render", { pollingIntervalSeconds: 0.5 }, async ([job]) => {
  if (job) await holdJob(db, SERVER_URL, job.id);
});
process.once("SIGTERM", () => process.exit(0));
process.once("disconnect", () => process.exit(0));
process.send?.({ ready: true });
