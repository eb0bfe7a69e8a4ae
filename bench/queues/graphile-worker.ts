import process from "node:process";
import { run } from "graphile-worker";
import { followPrompts } from "./follow-prompts.ts";
import { postPrompt, type PromptJob } from "./prompt-job.ts";

/**
 * The baseline's worker as a process of its own: `graphile-worker.ts <concurrency> [server …]`. Its handler posts the
 * prompt to the job's server; with servers given, it takes one that is free and waits there until the prompt has ended.
 */
const [concurrency = "1", ...servers] = process.argv.slice(2);
const follow = followPrompts();

await run({
  connectionString: process.env["DATABASE_URL"] ?? "",
  concurrency: Number(concurrency),
  noHandleSignals: true,
  taskList: {
    prompt: async (payload) => {
      const job = payload as PromptJob;
      const free = job.url ?? servers.shift();
      if (free === undefined) throw new Error("There are more jobs at once than servers.");
      if (job.url !== undefined) return postPrompt(free, job);
      await follow(free, job).finally(() => servers.push(free));
    },
  },
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
