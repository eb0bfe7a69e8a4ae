import { beforeAll, expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { defaultProjectId } from "#lib/project/default-project";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { loadShippedWorkflows, publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { cancelQueuedChildren } from "./cancel-run.ts";
import { createChildRuns, type ParentOutput } from "./create-child-runs.ts";
import { createRuns } from "./create-runs.ts";
import type { RunView } from "./run-schema.ts";
import { moveRun } from "./run-store.ts";
import { actorWith } from "./testing/actors.ts";

const database = useTestDatabase();
const reviewer = actorWith("reviewer");
const now = new Date();

beforeAll(() => publishShippedWorkflows(database.db));

/** A run that has ended, with one output to pass over. */
async function makeParent(): Promise<{ run: RunView; output: ParentOutput }> {
  const input = {
    workflow: "model_free_card",
    params: { detail: 7, seed: "18446744073709551615" },
    count: 1,
  };
  const [run] = await createRuns(database.db, actorWith("operator"), input, now);
  if (run === undefined) throw new Error("No run was created.");
  const [serverId, attemptId, outputId] = [newId(), newId(), newId()];
  const server = { id: serverId, name: serverId, pool: "default", url: `http://${serverId}.invalid` };
  await database.db.server.create({ data: server });
  const held = {
    runId: run.id,
    serverId,
    number: 1,
    fence: 1n,
    workerId: "w",
    leaseUntil: now,
    status: "done",
  };
  await database.db.attempt.create({ data: { id: attemptId, ...held } });
  const { workflowId } = await database.db.workflowVersion.findFirstOrThrow({
    where: { workflow: { name: "model_free_card" } },
  });
  const file = { nodeId: "42", filename: "card.png", kind: "image", index: 0 };
  const owned = { projectId: defaultProjectId, workflowId, runId: run.id, attemptId };
  await database.db.output.create({ data: { id: outputId, ...owned, ...file } });
  const output = {
    outputId,
    rootOutputId: null,
    generation: 0,
    runId: run.id,
    projectId: defaultProjectId,
    workflow: "model_free_card",
  };
  return { run, output };
}

const reseed = (parent: ParentOutput, count: number) =>
  inTransaction(database.db, (tx) =>
    createChildRuns(tx, reviewer, parent, {
      count,
      grain: { grain: "everything", seed: { choice: "random" } },
      version: "parent",
      reason: null,
      now,
    }),
  );

test("children have the params of their parent, fresh seeds, and know where they come from", async () => {
  const { run, output } = await makeParent();
  const children = await reseed(output, 3);
  expect(new Set([run.seed, ...children.map(({ seed }) => seed)]).size).toBe(4);
  for (const child of children) {
    expect(child).toMatchObject({
      status: "queued",
      version: run.version,
      params: { ...run.params, seed: Number(child.seed) },
      parentOutputId: output.outputId,
      rootOutputId: output.outputId,
      generation: 1,
      grain: "everything",
      submittedBy: { id: reviewer.id },
    });
  }
});

test("grandchildren keep the first output of their line as root", async () => {
  const { output } = await makeParent();
  const root = newId();
  const [child] = await reseed({ ...output, rootOutputId: root, generation: 4 }, 1);
  expect(child).toMatchObject({ parentOutputId: output.outputId, rootOutputId: root, generation: 5 });
});

test("FORM-22 children use their parent's version after a newer one was published, and none while it is broken", async () => {
  const { run, output } = await makeParent();
  const files = await loadShippedWorkflows();
  const card = files.find(({ name }) => name === "model_free_card");
  if (card === undefined) throw new Error("The card is not shipped.");
  const newer = { ...card, schemaText: card.schemaText.replace('"title":', '"$comment": "newer", "title":') };
  await syncWorkflows(database.db, [newer], now);
  expect((await reseed(output, 1))[0]?.version).toBe(run.version);
  const problem = { file: "params/model_free_card.schema.json", pointer: "", message: "Torn." };
  await syncWorkflows(database.db, [{ ...card, loaded: { ok: false, problems: [problem] } }], now);
  const before = await database.db.run.count();
  await expect(reseed(output, 1)).rejects.toMatchObject({ code: "conflict" });
  expect(await database.db.run.count()).toBe(before);
  await publishShippedWorkflows(database.db);
});

test("taking a re-seed back cancels what is still queued and counts what has started", async () => {
  const { output } = await makeParent();
  const [first] = await reseed(output, 3);
  const move = { id: first?.id ?? "", from: ["queued"] as const, to: "running" as const, now };
  await inTransaction(database.db, (tx) => moveRun(tx, systemActor, move));
  const takeBack = () =>
    inTransaction(database.db, (tx) =>
      cancelQueuedChildren(tx, reviewer, { outputId: output.outputId }, now),
    );
  expect(await takeBack()).toEqual({ canceled: 2, started: 1 });
  expect(await takeBack()).toEqual({ canceled: 0, started: 1 });
});
