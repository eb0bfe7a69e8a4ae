import { join } from "node:path";
import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { listOutputs } from "#lib/output/read-outputs";
import { person } from "#lib/output/testing/studio";
import { reseedOutput } from "#lib/review/reseed-output";
import type { RunView } from "#lib/run/run-schema";
import { useWorkshop } from "#lib/dispatch/testing/workshop";

const root = join(import.meta.dirname, "..", "..", "..");
const workshop = useWorkshop(() => ({ workflows: join(root, "workflows"), params: join(root, "params") }));
const reviewer = person("Rita", "reviewer");

async function again(output: string, grain: "unchanged" | "afresh"): Promise<string> {
  const { items } = await inTransaction(workshop.db, (tx) =>
    reseedOutput(tx, reviewer, output, { count: 1, vary: { grain } }, new Date()),
  );
  const [run] = items;
  if (run === undefined) throw new Error("There is no child.");
  await workshop.until(run.id, "succeeded");
  return run.id;
}

test("SEED-5 the same run once more is answered from the cache, unless it is asked for afresh", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const [run] = await workshop.submit("model_free_card", { seed: "77" });
  const first = await workshop.until(run?.id ?? "", "succeeded");

  const same = await again(first.outputs[0]?.id ?? "", "unchanged");
  const cached = await workshop.read(same);
  expect(cached.outputs[0]?.filename).toBe(first.outputs[0]?.filename);

  const fresh = await again(cached.outputs[0]?.id ?? "", "afresh");
  expect((await workshop.read(fresh)).outputs[0]?.filename).not.toBe(first.outputs[0]?.filename);
});

test("T-31 an identical run that returns the old file is recognised, says so, and is no new candidate", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const made: RunView[] = [];
  for (const _time of [1, 2]) {
    const [run] = await workshop.submit("model_free_card", { seed: "78" });
    made.push(await workshop.until(run?.id ?? "", "succeeded"));
  }
  const [first, second] = made;
  expect(first?.repeatsRunId).toBeNull();
  expect(second?.repeatsRunId).toBe(first?.id);
  expect(second?.outputs, "the run still tells what it answered with").toMatchObject([
    { sha256: first?.outputs[0]?.sha256, filename: first?.outputs[0]?.filename },
  ]);
  const query = listOutputsQuerySchema.parse({ workflow: "model_free_card" });
  const { items } = await listOutputs(workshop.db, reviewer, query);
  const listed = items.filter(({ seed }) => seed === "78").map(({ id }) => id);
  expect(listed, "waits to be decided once").toEqual([first?.outputs[0]?.id]);

  // Drawn again after other work: the same bytes, but a file of its own, which somebody may want to see.
  const [other] = await workshop.submit("model_free_card", { seed: "79" });
  await workshop.until(other?.id ?? "", "succeeded");
  const [again] = await workshop.submit("model_free_card", { seed: "78" });
  expect((await workshop.until(again?.id ?? "", "succeeded")).repeatsRunId).toBeNull();
});
