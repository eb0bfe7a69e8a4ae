import { beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { createRuns } from "./create-runs.ts";
import { type Progress, saveProgress } from "./progress-store.ts";
import { readPreview } from "./read-preview.ts";
import { readRun } from "./read-runs.ts";
import { moveRun } from "./run-store.ts";
import { actorWith } from "./testing/actors.ts";

const database = useTestDatabase();
const operator = actorWith("operator");
let id = "";

beforeAll(() => publishShippedWorkflows(database.db));
beforeEach(async () => {
  const input = { workflow: "model_free_card", params: {}, count: 1 };
  const [run] = await createRuns(database.db, operator, input, new Date());
  id = run?.id ?? "";
  await move("queued", "running");
});

const move = (from: "queued" | "running", to: "queued" | "running" | "succeeded") =>
  inTransaction(database.db, (tx) => moveRun(tx, systemActor, { id, from: [from], to, now: new Date() }));

const save = (fraction: number, more: Partial<Progress> = {}) =>
  saveProgress(database.db, id, {
    fraction,
    nodeId: "3",
    nodeTitle: "Paint",
    step: 1,
    steps: 20,
    ...more,
  });

const progress = async () => (await readRun(database.db, operator, id)).progress;

test("a running run shows node, step and fraction", async () => {
  await save(0.25);
  expect(await progress()).toEqual({
    fraction: 0.25,
    node: { id: "3", title: "Paint" },
    step: 1,
    steps: 20,
    previewUrl: null,
  });
});

test("RUN-3 T-34 the fraction never goes backwards, but starts again with the next attempt", async () => {
  await save(0.5);
  await save(0.25);
  expect((await progress())?.fraction).toBe(0.5);
  await move("running", "queued");
  await move("queued", "running");
  expect(await progress()).toBeNull();
  await save(0.1);
  expect((await progress())?.fraction).toBe(0.1);
});

test("a preview stays until the next one, and each has its own address", async () => {
  await save(0.1, { preview: { bytes: new Uint8Array([1, 2]), type: "image/jpeg" } });
  await save(0.2);
  const first = await progress();
  expect(await readPreview(database.db, operator, id)).toEqual({
    bytes: new Uint8Array([1, 2]),
    type: "image/jpeg",
  });
  await save(0.3, { preview: { bytes: new Uint8Array([3]), type: "image/png" } });
  const second = await progress();
  expect(first?.previewUrl).toBe(`/api/v1/runs/${id}/preview?seq=1`);
  expect(second?.previewUrl).toBe(`/api/v1/runs/${id}/preview?seq=2`);
});

test("a run that has ended takes no more progress and shows none", async () => {
  await move("running", "succeeded");
  await save(0.9);
  expect(await progress()).toBeNull();
  await expect(readPreview(database.db, operator, id)).rejects.toMatchObject({ code: "not_found" });
});

test("people of another project see no preview", async () => {
  await save(0.1, { preview: { bytes: new Uint8Array([1]), type: "image/png" } });
  await expect(readPreview(database.db, actorWith("owner", newId()), id)).rejects.toMatchObject({
    code: "not_found",
  });
});
