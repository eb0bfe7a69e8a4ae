import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { createAsset } from "#lib/output/create-asset";
import { ingestFile } from "#lib/output/ingest-file";
import { reseedOutput } from "#lib/review/reseed-output";
import { standBetween, type Answered } from "#lib/dispatch/testing/stand-between";
import { eventually, executionsOn, owner, projectId, useWorkshop } from "#lib/dispatch/testing/workshop";

const root = join(import.meta.dirname, "..", "..", "..");
const workshop = useWorkshop(() => ({ workflows: join(root, "workflows"), params: join(root, "params") }));

it.each(["model_free_card", "sdxl_base_refiner", "flux_text_to_image", "sdxl_inpaint_masked"])(
  "runs %s from a queued run to stored files",
  async (workflow) => {
    const simulator = await workshop.simulator();
    await workshop.worker([simulator]);
    const [run] = await workshop.submit(workflow, await paramsFor(workflow));
    const done = await workshop.until(run?.id ?? "", "succeeded");

    expect(done.outputs.length).toBeGreaterThan(0);
    for (const output of done.outputs) {
      expect(output).toMatchObject({ kind: "image", quarantine: null, state: "pending" });
      const file = await workshop.files.open(output.sha256 ?? "", "original");
      const bytes = await readFile(file?.path ?? "");
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(output.sha256);
      await eventually(async () =>
        expect(await workshop.files.open(output.sha256 ?? "", 256)).not.toBeNull(),
      );
    }
    expect(done.attempts).toMatchObject([{ status: "done", number: 1 }]);
    expect(executionsOn(simulator)).toEqual({ [done.attempts[0]?.id ?? ""]: 1 });
  },
);

it("makes a batch in one run, each picture an output of its own, and one of them alone when it is re-seeded", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const runs = await workshop.submit("flux_text_to_image", { prompt: "a mug", seed: "7" }, 3);
  expect(runs).toHaveLength(1);
  const done = await workshop.until(runs[0]?.id ?? "", "succeeded");
  expect(done.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(new Set(done.outputs.map(({ sha256 }) => sha256)).size).toBe(3);
  expect(Object.values(executionsOn(simulator))).toEqual([1]);

  const second = done.outputs[1]?.id ?? "";
  const reseed = { count: 2 };
  const { items, output } = await inTransaction(workshop.db, (tx) =>
    reseedOutput(tx, owner, second, reseed, new Date()),
  );
  expect(output).toMatchObject({ id: second, state: "reseeded" });
  expect(items).toHaveLength(2);
  for (const { id } of items) {
    const child = await workshop.until(id, "succeeded");
    expect(child).toMatchObject({ parentOutputId: second, params: { prompt: "a mug", pictures: 1 } });
    expect(child.outputs).toHaveLength(1);
    expect(child.seed).not.toBe("7");
  }
  const states = (await workshop.read(done.id)).outputs.map(({ state }) => state);
  expect(states).toEqual(["pending", "reseeded", "pending"]);
});

it("T-30 T-40 carries a 64-bit seed digit for digit into the file's own metadata", async () => {
  const simulator = await workshop.simulator();
  await workshop.worker([simulator]);
  const seed = "18446744073709551615";
  const [run] = await workshop.submit("sdxl_base_refiner", { prompt: "a lighthouse", seed });
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.seed).toBe(seed);
  const file = await workshop.files.open(done.outputs[0]?.sha256 ?? "", "original");
  const text = (await readFile(file?.path ?? "")).toString("latin1");
  expect(text).toMatch(/"(noise_)?seed": ?18446744073709551615[,}]/);
});

it.each<[string, Answered]>([
  ["a page", { status: 200, body: "<html>" }],
  ["that one may not", { status: 403 }],
  ["that nobody is there", { status: 404, body: "<html>" }],
])("an upload that something on the way answers with %s is sent again", async (_what, answer) => {
  const simulator = await workshop.simulator();
  const between = await standBetween(simulator.url, ({ path, before }) =>
    path === "/upload/image" && before === 0 ? answer : null,
  );
  await workshop.worker([between]);
  const [run] = await workshop.submit("sdxl_inpaint_masked", await paramsFor("sdxl_inpaint_masked"));
  const done = await workshop.until(run?.id ?? "", "succeeded");
  expect(done.attempts).toMatchObject([
    { status: "lost", error: { code: "unanswered" } },
    { status: "done" },
  ]);
});

async function paramsFor(workflow: string): Promise<object> {
  if (workflow === "model_free_card") return {};
  if (workflow !== "sdxl_inpaint_masked") return { prompt: "a lighthouse" };
  return { prompt: "a lighthouse", image: await uploadPicture(1), mask: await uploadPicture(0.5) };
}

/** An uploaded picture of this opacity; the id of its asset. */
async function uploadPicture(alpha: number): Promise<string> {
  const background = { r: 200, g: 90, b: 20, alpha };
  const picture = await sharp({ create: { width: 128, height: 128, channels: 4, background } })
    .png()
    .toBuffer();
  const file = await ingestFile(workshop.files, picture, "upload.png");
  if (file.quarantine !== null) throw new Error(file.quarantine);
  const received = { projectId, file, filename: "upload.png" };
  const asset = await inTransaction(workshop.db, (tx) => createAsset(tx, owner, received, new Date()));
  return asset.id;
}
