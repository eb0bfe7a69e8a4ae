import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { newId } from "#lib/ids";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { cancelRun } from "./cancel-run.ts";
import { createRuns } from "./create-runs.ts";
import { readRun } from "./read-runs.ts";
import type { RunStatus, RunView } from "./run-schema.ts";
import { moveRun, setWaiting } from "./run-store.ts";
import { actorWith } from "./testing/actors.ts";

const database = useTestDatabase();
const operator = actorWith("operator");
const now = new Date();

beforeAll(() => publishShippedWorkflows(database.db));

async function queueRun(): Promise<RunView> {
  const input = { workflow: "model_free_card", params: {}, count: 1 };
  const [run] = await createRuns(database.db, operator, input, now);
  if (run === undefined) throw new Error("No run was created.");
  return run;
}

const move = (id: string, from: RunStatus, to: RunStatus) =>
  inTransaction(database.db, (tx) => moveRun(tx, systemActor, { id, from: [from], to, now }));
const cancel = (id: string, actor = operator) =>
  inTransaction(database.db, (tx) => cancelRun(tx, actor, id, now));

async function traces(id: string) {
  const events = await database.db.event.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  const audit = await database.db.audit.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  return { events: events.map(({ kind }) => kind), audit: audit.map(({ action }) => action) };
}

describe("canceling", () => {
  test("a queued run ends at once", async () => {
    const { id } = await queueRun();
    const run = await cancel(id);
    expect(run).toMatchObject({ status: "canceled", queuePosition: null });
    expect(run.finishedAt).not.toBeNull();
    expect(await traces(id)).toEqual({
      events: ["run.created", "run.changed"],
      audit: ["run.created", "run.canceled"],
    });
  });

  test("a running run is marked for the worker, who ends it", async () => {
    const { id } = await queueRun();
    await move(id, "queued", "running");
    expect(await cancel(id)).toMatchObject({ status: "running", cancelRequested: true });
    expect((await traces(id)).audit.at(-1)).toBe("run.cancel_requested");
    await move(id, "running", "canceled");
    expect(await cancel(id)).toMatchObject({ status: "canceled" });
  });

  test("asking twice is the same as asking once", async () => {
    const { id } = await queueRun();
    await move(id, "queued", "running");
    await cancel(id);
    const before = await traces(id);
    await cancel(id);
    expect(await traces(id)).toEqual(before);
  });

  test("RUN-5 a run that is done is told so, with what became of it", async () => {
    const { id } = await queueRun();
    await move(id, "queued", "running");
    await move(id, "running", "succeeded");
    const refusal = await cancel(id).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "conflict", details: { current: { id, status: "succeeded" } } });
  });

  test("a reviewer may not, and a run nobody knows is not found", async () => {
    const { id } = await queueRun();
    await expect(cancel(id, actorWith("reviewer"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(cancel(newId())).rejects.toMatchObject({ code: "not_found" });
  });

  test("racing a claim, exactly one of both happens", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await queueRun();
      const [claimed, canceled] = await Promise.all([move(id, "queued", "running"), cancel(id)]);
      expect(canceled.status).toBe(claimed ? "running" : "canceled");
      expect(canceled.cancelRequested).toBe(claimed);
    }
  });
});

describe("moves", () => {
  test("of many that try at once one succeeds, with one event and one audit line", async () => {
    const { id } = await queueRun();
    const results = await Promise.all(Array.from({ length: 6 }, () => move(id, "queued", "running")));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await traces(id)).audit).toEqual(["run.created", "run.running"]);
  });

  test("that the table does not know are a fault of the caller", async () => {
    const { id } = await queueRun();
    await expect(move(id, "succeeded", "running")).rejects.toThrow("cannot move");
  });

  test("back to the queue and out again keep the first start", async () => {
    const { id } = await queueRun();
    await move(id, "queued", "running");
    const first = (await readRun(database.db, operator, id)).startedAt;
    await move(id, "running", "queued");
    await move(id, "queued", "running");
    expect((await readRun(database.db, operator, id)).startedAt).toBe(first);
  });

  test("RUN-1 a reason to wait is told once, and forgotten when the run starts", async () => {
    const { id } = await queueRun();
    const waiting = { code: "no_server" as const, message: "No server is ready." };
    const wait = () => inTransaction(database.db, (tx) => setWaiting(tx, id, waiting));
    await wait();
    await wait();
    expect((await readRun(database.db, operator, id)).waiting).toEqual(waiting);
    expect((await traces(id)).events).toEqual(["run.created", "run.changed"]);
    await move(id, "queued", "running");
    expect((await readRun(database.db, operator, id)).waiting).toBeNull();
  });
});
