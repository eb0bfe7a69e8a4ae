import process from "node:process";
import { run } from "graphile-worker";
import { followPrompts } from "./follow-prompts.ts";
import { postPrompt, type PromptJob } from "./prompt-job.ts";

/**
 * The baseline's worker as a process of its own: `graphile-worker.ts <concurrency> [follow]`. Its handler posts the
 * prompt; with `follow` it also waits until the socket tells that the prompt has ended, and looks no further.
 */
const [concurrency = "1", follow] = process.argv.slice(2);
const { clientId, ended } = followPrompts();

await run({
  connectionString: process.env["DATABASE_URL"] ?? "",
  concurrency: Number(concurrency),
  noHandleSignals: true,
  taskList: {
    prompt: async (payload) => {
      const job = payload as PromptJob;
      const end = follow === undefined ? null : await ended(job);
      await postPrompt(job, clientId);
      await end?.promise;
    },
  },
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
