import process from "node:process";
import { PgBoss } from "pg-boss";
import { postPrompt, type PromptJob } from "./prompt-job.ts";

/**
 * The baseline's worker as a process of its own: `pg-boss.ts <queue> <concurrency> [backstop seconds]`, in notify mode
 * with its defaults, or with a shorter polling backstop.
 */
const [queue = "", concurrency = "1", backstop] = process.argv.slice(2);

const boss = new PgBoss({ connectionString: process.env["DATABASE_URL"] ?? "", useListenNotify: true });
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.work<PromptJob>(
  queue,
  {
    localConcurrency: Number(concurrency),
    ...(backstop === undefined
      ? {}
      : { pollingIntervalSeconds: Number(backstop), notifyPollingIntervalSeconds: Number(backstop) }),
  },
  async ([job]) => {
    if (job !== undefined) await postPrompt(job.data);
  },
);
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
