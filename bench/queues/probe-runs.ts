import type { Actor } from "#lib/account/actor";
import { preciseNow } from "#lib/comfyui/simulator/ledger";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import { defaultProjectId } from "#lib/project/default-project";
import { planSubmission, queueRuns } from "#lib/run/create-runs";
import { loadWorkflowFiles } from "#lib/workflow/load-workflow-files";
import { syncWorkflows } from "#lib/workflow/sync-workflows";

const submitter: Actor = {
  kind: "person",
  id: "bench",
  name: "Bench",
  roles: new Map([[defaultProjectId, "owner"]]),
};

export type ProbeTimes = { steps: number; delay: number };

/** Publishes the probe workflow. Call it when the workers have read their own folders. */
export async function publishProbe(db: Db): Promise<void> {
  const { workflows, params } = await writeProbeWorkflows();
  await syncWorkflows(db, await loadWorkflowFiles(workflows, params), new Date());
}

/** Puts `count` probes into the queue; answers their ids, and when the statement that commits them was sent. */
export async function submitProbes(
  db: Db,
  times: ProbeTimes,
  count = 1,
): Promise<{ runIds: string[]; sentMs: number }> {
  let sentMs = 0;
  const input = { workflow: "slow_probe", params: { ...times }, count };
  const now = new Date();
  const planned = await planSubmission(db, submitter, input, now);
  const runIds = await inTransaction(db, async (tx) => {
    const runs = await queueRuns(tx, submitter, planned, now);
    sentMs = preciseNow();
    return runs.map(({ id }) => id);
  });
  return { runIds, sentMs };
}

/** The same graph for the baselines; each with a colour of its own, so that nothing is answered from a cache. */
export function probeGraph({ steps, delay }: ProbeTimes, color: number): Record<string, unknown> {
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 64, height: 48, batch_size: 1, color } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps, delay, preview: false } },
    "3": { class_type: "SaveImage", inputs: { images: ["2", 0], filename_prefix: "probe/slow" } },
  };
}

/** The prompt ids of each run's attempts, in their order. */
export async function promptsOf(db: Db, runIds: readonly string[]): Promise<Map<string, string[]>> {
  const attempts = await db.attempt.findMany({
    where: { runId: { in: [...runIds] } },
    select: { id: true, runId: true },
    orderBy: { number: "asc" },
  });
  const prompts = new Map<string, string[]>();
  for (const { id, runId } of attempts) prompts.set(runId, [...(prompts.get(runId) ?? []), id]);
  return prompts;
}
