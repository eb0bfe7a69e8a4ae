import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { cancelRun } from "#lib/run/cancel-run";
import { runLabel } from "#lib/run/run-status";
import { eventually, owner, useWorkshop } from "#lib/dispatch/testing/workshop";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";

const here = useWorkshop(writeProbeWorkflows);
const elsewhere = useWorkshop(writeProbeWorkflows);

it.each(["0.3.64", "0.33.0"] as const)(
  "two installations and somebody by hand share a ComfyUI %s, and nobody's work is touched by another",
  async (profile) => {
    const simulator = await here.simulator({ profile, speed: 1 });
    await here.worker([simulator]);
    await elsewhere.worker([simulator]);
    const ours = await here.submit("slow_probe", { steps: 2, delay: 0.05 }, 4);
    const theirs = await elsewhere.submit("slow_probe", { steps: 2, delay: 0.05 }, 4);
    const byHand = Array.from({ length: 4 }, () => randomUUID());
    for (const [index, id] of byHand.entries()) await postByHand(simulator, id, { color: index, steps: 2 });
    const [unwanted] = await here.submit("slow_probe", { steps: 400, delay: 0.05 });
    await here.until(unwanted?.id ?? "", "running");
    await inTransaction(here.db, (tx) => cancelRun(tx, owner, unwanted?.id ?? "", new Date()));
    await here.until(unwanted?.id ?? "", "canceled");

    const done = [
      ...(await Promise.all(ours.map(({ id }) => here.until(id, "succeeded")))),
      ...(await Promise.all(theirs.map(({ id }) => elsewhere.until(id, "succeeded")))),
    ];
    expect(done.map(({ attempts }) => attempts.length)).toEqual(done.map(() => 1));
    await eventually(() => expect(simulator.ledger.read()).toMatchObject({ running: 0, pending: 0 }));
    const wanted = new Set([...byHand, ...done.flatMap(({ attempts }) => attempts.map(({ id }) => id))]);
    const fates = simulator.ledger.read().prompts.filter(({ promptId }) => wanted.has(promptId));
    expect(fates).toHaveLength(wanted.size);
    expect(fates.map(({ fate }) => fate)).toEqual(fates.map(() => "success"));
  },
);

it("RUN-1 a run behind somebody else's prompt is in the server's queue, and counts as executing once it is", async () => {
  const simulator = await here.simulator({ speed: 1 });
  await here.worker([simulator]);
  const ahead = randomUUID();
  await postByHand(simulator, ahead, { color: 1, steps: 60 });
  const [run] = await here.submit("slow_probe", { steps: 2, delay: 0.05 });
  const id = run?.id ?? "";
  await eventually(async () => expect(runLabel(await here.read(id))).toBe("In the server's queue"));
  expect((await here.read(id)).attempts).toMatchObject([{ status: "accepted", executingAt: null }]);
  const done = await here.until(id, "succeeded");
  expect(done.attempts[0]?.executingAt).not.toBeNull();
});

/** Somebody else sends a graph to the same server, past us. */
async function postByHand(
  { url }: { url: string },
  promptId: string,
  { color, steps }: { color: number; steps: number },
): Promise<void> {
  const graph = {
    "1": { class_type: "EmptyImage", inputs: { width: 8, height: 8, batch_size: 1, color } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps, delay: 0.05, preview: false } },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
  const body = JSON.stringify({ prompt: graph, prompt_id: promptId, client_id: "by-hand" });
  expect((await fetch(`${url}/prompt`, { method: "POST", body })).status).toBe(200);
}
