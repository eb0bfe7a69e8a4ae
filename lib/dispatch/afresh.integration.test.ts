import { join } from "node:path";
import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { person } from "#lib/output/testing/studio";
import { reseedOutput } from "#lib/review/reseed-output";
import { useWorkshop } from "./testing/workshop.ts";

const root = join(import.meta.dirname, "..", "..");
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
