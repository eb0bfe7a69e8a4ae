import process from "node:process";
import { parseArgs } from "node:util";
import { PgBoss } from "pg-boss";
import { followPrompts } from "./follow-prompts.ts";
import { postPrompt, type PromptJob } from "./prompt-job.ts";

/**
 * The baseline's worker as a process of its own. It posts prompts, in notify mode with its defaults, or looking again
 * every so many seconds. With limits (`{"tier": jobs}`), a group never has more jobs at once than its tier says, as far
 * as pg-boss can hold that, and a job ends with its prompt.
 */
const { values } = parseArgs({
  options: {
    queue: { type: "string", default: "prompt" },
    concurrency: { type: "string", default: "1" },
    backstop: { type: "string" },
    limits: { type: "string" },
  },
});
const seconds = values.backstop === undefined ? null : Number(values.backstop);
const tiers = values.limits === undefined ? null : (JSON.parse(values.limits) as Record<string, number>);
const follow = followPrompts();

const boss = new PgBoss({ connectionString: process.env["DATABASE_URL"] ?? "", useListenNotify: true });
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.work<PromptJob>(
  values.queue,
  {
    localConcurrency: Number(values.concurrency),
    ...(seconds === null ? {} : { pollingIntervalSeconds: seconds, notifyPollingIntervalSeconds: seconds }),
    ...(tiers === null ? {} : { groupConcurrency: { default: 1, tiers } }),
  },
  async ([job]) => {
    const url = job?.data.url;
    if (job === undefined || url === undefined) throw new Error("A job names its server.");
    await (tiers === null ? postPrompt(url, job.data) : follow(url, job.data));
  },
);
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
