import { beforeAll, expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { cancelBatch } from "./cancel-batch.ts";
import { createRuns } from "./create-runs.ts";
import { readBatch } from "./read-batch.ts";
import { retryBatch } from "./retry-batch.ts";
import type { RunView, RunStatus } from "./run-schema.ts";
import { moveRun } from "./run-store.ts";
import { actorWith, makeProject } from "./testing/actors.ts";

const database = useTestDatabase();
const operator = actorWith("operator");
const now = new Date();

beforeAll(() => publishShippedWorkflows(database.db));

/** A batch of six: two queued, two running, one succeeded, one failed. */
async function makeBatch(): Promise<{ id: string; runs: RunView[] }> {
  const runs = await createRuns(
    database.db,
    operator,
    { workflow: "model_free_card", params: {}, count: 6 },
    now,
  );
  const [, , ...begun] = runs;
  for (const { id } of begun) await move(id, "queued", "running");
  await move(runs[4]?.id ?? "", "running", "succeeded");
  await move(runs[5]?.id ?? "", "running", "failed");
  return { id: runs[0]?.batchId ?? "", runs };
}

const move = (id: string, from: RunStatus, to: RunStatus) =>
  inTransaction(database.db, (tx) => moveRun(tx, systemActor, { id, from: [from], to, now }));
const cancel = (id: string, what: "queued" | "running", actor = operator) =>
  inTransaction(database.db, (tx) => cancelBatch(tx, actor, id, { what }, now));
const retry = (id: string, actor = operator) =>
  inTransaction(database.db, (tx) => retryBatch(tx, actor, id, now));

async function linesOf({ runs }: { runs: RunView[] }, action: string): Promise<number> {
  return database.db.audit.count({ where: { action, subjectId: { in: runs.map(({ id }) => id) } } });
}

test("a batch is counted by what became of its runs", async () => {
  const { id } = await makeBatch();
  expect(await readBatch(database.db, operator, id)).toEqual({
    id,
    project: "default",
    workflow: "model_free_card",
    workflowTitle: "Abstract card",
    queued: 2,
    running: 2,
    stopping: 0,
    succeeded: 1,
    failed: 1,
    canceled: 0,
  });
});

test("BAT-11 canceling what has not started leaves alone what runs; stopping that is an act of its own", async () => {
  const batch = await makeBatch();
  const other = await makeBatch();
  expect(await cancel(batch.id, "queued")).toMatchObject({ queued: 0, running: 2, stopping: 0, canceled: 2 });
  expect(await linesOf(batch, "run.canceled")).toBe(2);
  expect(await linesOf(batch, "run.cancel_requested")).toBe(0);
  expect(await cancel(batch.id, "running")).toMatchObject({
    running: 2,
    stopping: 2,
    succeeded: 1,
    failed: 1,
  });
  expect(await linesOf(batch, "run.cancel_requested")).toBe(2);
  await cancel(batch.id, "running");
  await cancel(batch.id, "queued");
  expect(await linesOf(batch, "run.cancel_requested"), "asking twice is asking once").toBe(2);
  expect(await readBatch(database.db, operator, other.id)).toMatchObject({
    queued: 2,
    running: 2,
    stopping: 0,
  });
});

test("BAT-8 retrying a batch takes up its failed runs and no others", async () => {
  const batch = await makeBatch();
  expect(await retry(batch.id)).toMatchObject({ queued: 3, running: 2, succeeded: 1, failed: 0 });
  const [, , , , succeeded, failed] = batch.runs;
  const rows = await database.db.run.findMany({
    where: { id: { in: [succeeded?.id ?? "", failed?.id ?? ""] } },
    select: { id: true, status: true, startedAt: true },
  });
  expect(rows.find(({ id }) => id === failed?.id)).toMatchObject({ status: "queued", startedAt: null });
  expect(rows.find(({ id }) => id === succeeded?.id)).toMatchObject({ status: "succeeded" });
  expect(await retry(batch.id), "nothing has failed since").toMatchObject({ queued: 3, failed: 0 });
});

test("a reviewer may do neither, and who is of another project hears of no batch", async () => {
  const { id } = await makeBatch();
  const elsewhere = actorWith("owner", await makeProject(database.db, "elsewhere"));
  for (const act of [
    () => cancel(id, "queued", actorWith("reviewer")),
    () => retry(id, actorWith("reviewer")),
  ])
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  for (const act of [
    () => cancel(id, "queued", elsewhere),
    () => retry(id, elsewhere),
    () => readBatch(database.db, elsewhere, id),
    () => readBatch(database.db, operator, newId()),
    () => readBatch(database.db, operator, "no id"),
  ])
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
});

test("two who cancel and retry one batch at once both end, and every run is in one state", async () => {
  const { id } = await makeBatch();
  await Promise.all([cancel(id, "queued"), retry(id), cancel(id, "queued"), retry(id)]);
  const { queued, running, succeeded, failed, canceled } = await readBatch(database.db, operator, id);
  expect(queued + running + succeeded + failed + canceled).toBe(6);
  expect(failed).toBe(0);
});
