import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { loadContract } from "#lib/contract/load-contract";
import { sampleFiles, sampleGraphText, sampleSchemaText } from "#lib/contract/testing/sample-contract";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { readOutput } from "#lib/output/read-output";
import { readStack } from "#lib/output/read-stack";
import {
  openStudio,
  operator,
  paperFile,
  reviewer,
  secondReviewer,
  type Studio,
  viewer,
} from "#lib/output/testing/studio";
import { decideOutput } from "./decide-output.ts";
import { previewReseeds, readReseedOptions } from "./read-reseed-options.ts";
import type { Reseed } from "./reseed-schema.ts";
import { reseedOutput } from "./reseed-output.ts";
import { undoDecision } from "./undo-decision.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

function reseed(actor: Actor, id: string, input: Partial<Reseed> = {}) {
  return inTransaction(database.db, (tx) => reseedOutput(tx, actor, id, { count: 1, ...input }, new Date()));
}

test("SEED-1 a re-seed marks the output and makes children of it: same params, fresh seeds", async () => {
  const id = await studio.output({ prompt: "a fox", seed: "18446744073709551615" });
  const { items, output } = await reseed(reviewer, id, { count: 4, note: "hands" });
  expect(output).toMatchObject({ state: "reseeded", revision: 1, decision: { note: "hands" } });
  expect(items).toHaveLength(4);
  const seeds = new Set(items.map(({ seed }) => seed));
  expect(seeds.size).toBe(4);
  expect(seeds).not.toContain("18446744073709551615");
  for (const run of items) {
    expect(run).toMatchObject({
      status: "queued",
      workflow: "sample",
      version: output.version,
      parentOutputId: id,
      rootOutputId: id,
      generation: 1,
      params: { prompt: "a fox" },
    });
  }
});

test("SEED-7 SEED-11 a child's child keeps the root, and each tells its family, also while it is queued", async () => {
  const root = await studio.output();
  const [child] = (await reseed(reviewer, root)).items;
  const [childOutput = ""] = await studio.finish({ id: child?.id ?? "" }, [paperFile("child")]);
  const [grandchild] = (await reseed(reviewer, childOutput)).items;
  expect(grandchild).toMatchObject({ parentOutputId: childOutput, rootOutputId: root, generation: 2 });
  const { projectId } = await database.db.output.findUniqueOrThrow({ where: { id: root } });
  const submitted = await database.db.run.findUniqueOrThrow({ where: { id: grandchild?.id ?? "" } });
  expect(submitted, "project and stack are the run's from the start").toMatchObject({
    status: "queued",
    projectId,
    rootOutputId: root,
  });

  const { lineage } = await readOutput(database.db, viewer, childOutput);
  expect(lineage.parent).toMatchObject({ outputId: root, state: "reseeded", generation: 0 });
  expect(lineage.root?.outputId).toBe(root);
  expect(lineage.children).toEqual([
    expect.objectContaining({ outputId: null, runId: grandchild?.id, status: "queued" }),
  ]);
});

test("SEED-8 SEED-9 when the workflow cannot run, no verdict is recorded", async () => {
  const id = await studio.output();
  await database.db.workflow.update({
    where: { name: "sample" },
    data: { problems: [{ file: "params/sample.schema.json", pointer: "/3", message: "Gone." }] },
  });
  try {
    await expect(reseed(reviewer, id)).rejects.toMatchObject({ code: "conflict" });
  } finally {
    await database.db.$executeRaw`UPDATE workflow SET problems = NULL`;
  }
  expect(await readOutput(database.db, reviewer, id)).toMatchObject({ state: "pending", decisions: [] });
  expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(0);
});

test("SEED-10 undo cancels what is queued and leaves what has started to arrive", async () => {
  const id = await studio.output();
  const { items } = await reseed(reviewer, id, { count: 3 });
  const [started] = items;
  await database.db.run.update({ where: { id: started?.id ?? "" }, data: { status: "running" } });
  const undone = await inTransaction(database.db, (tx) => undoDecision(tx, reviewer, id, {}, new Date()));
  expect(undone).toMatchObject({ state: "pending", children: { canceled: 2, started: 1 } });
  const statuses = await database.db.run.findMany({
    where: { parentOutputId: id },
    orderBy: { queueSeq: "asc" },
  });
  expect(statuses.map(({ status }) => status)).toEqual(["running", "canceled", "canceled"]);
});

test("a verdict over a re-seed takes the queued children along", async () => {
  const id = await studio.output();
  await reseed(reviewer, id);
  const view = await inTransaction(database.db, (tx) =>
    decideOutput(tx, secondReviewer, id, { verdict: "approved", expected: 1 }, new Date()),
  );
  expect(view).toMatchObject({ state: "approved", revision: 3 });
  expect(await database.db.run.findFirst({ where: { parentOutputId: id } })).toMatchObject({
    status: "canceled",
  });
});

test("the verdict `reseeded` makes one child, and none when it is sent again", async () => {
  const id = await studio.output();
  for (const expected of [0, 1]) {
    const view = await inTransaction(database.db, (tx) =>
      decideOutput(tx, reviewer, id, { verdict: "reseeded", expected }, new Date()),
    );
    expect(view).toMatchObject({ state: "reseeded", revision: 1 });
  }
  expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(1);
});

test("re-seeding again, or on a stale screen, is a conflict with the output as it is", async () => {
  const id = await studio.output();
  await expect(reseed(reviewer, id, { expected: 7 })).rejects.toMatchObject({ code: "conflict" });
  await reseed(reviewer, id);
  await expect(reseed(reviewer, id)).rejects.toMatchObject({
    code: "conflict",
    details: { current: { state: "reseeded", revision: 1 } },
  });
});

test("operators re-seed what is undecided and undo it, but take no reviewer's verdict away", async () => {
  const id = await studio.output();
  await reseed(operator, id);
  await inTransaction(database.db, (tx) => undoDecision(tx, operator, id, {}, new Date()));
  await inTransaction(database.db, (tx) =>
    decideOutput(tx, reviewer, id, { verdict: "approved", expected: 2 }, new Date()),
  );
  await expect(reseed(operator, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(reseed(viewer, id)).rejects.toMatchObject({ code: "forbidden" });
});

test("SEED-3 SEED-4 the seeds of the children are drawn, given, or counted on from the parent's, exactly", async () => {
  const parent = () => studio.output({ seed: "18446744073709551610" });
  const counted = await reseed(reviewer, await parent(), {
    count: 3,
    vary: { grain: "everything", seed: { choice: "original", plus: 2 } },
  });
  expect(counted.items.map(({ seed }) => seed)).toEqual([
    "18446744073709551612",
    "18446744073709551613",
    "18446744073709551614",
  ]);
  const fixed = await reseed(reviewer, await parent(), {
    vary: { grain: "everything", seed: { choice: "fixed", seed: "18446744073709551615" } },
  });
  expect(fixed.items.map(({ seed, grain }) => [seed, grain])).toEqual([
    ["18446744073709551615", "everything"],
  ]);
  const stored = await database.db.run.findUniqueOrThrow({ where: { id: fixed.items[0]?.id ?? "" } });
  expect(stored.graph).toContain("18446744073709551615");
});

test("SEED-9 seeds out of bounds, several runs of one seed and values that do not fit refuse the whole gesture", async () => {
  const id = await studio.output({ seed: "18446744073709551610", cfg: 5 });
  const refused: [Partial<Reseed>, string][] = [
    [{ count: 9, vary: { grain: "everything", seed: { choice: "original", plus: 1 } } }, "/vary/seed"],
    [{ count: 2, vary: { grain: "everything", seed: { choice: "fixed", seed: "1" } } }, "/count"],
    [{ vary: { grain: "parameter", name: "cfg", values: [4, 99] } }, "/vary/values/1"],
    [{ vary: { grain: "parameter", name: "cfg", values: [4, 4] } }, "/vary/values/1"],
    [{ vary: { grain: "parameter", name: "no_such", values: [4] } }, "/vary/name"],
    [{ vary: { grain: "parameter", name: "seed", values: [4] } }, "/vary/name"],
    [{ vary: { grain: "edits", params: { prompt: "" } } }, "/vary/params/prompt"],
    [{ count: 2, vary: { grain: "unchanged" } }, "/count"],
  ];
  for (const [input, path] of refused) {
    await expect(reseed(reviewer, id, input)).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [expect.objectContaining({ path })] },
    });
  }
  expect(await readOutput(database.db, reviewer, id)).toMatchObject({ state: "pending", decisions: [] });
  expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(0);
});

test("SEED-2 one parameter varies while the seed stays; the texts alone stay; edits are taken as they are", async () => {
  const made = { prompt: "a pier", seed: "77", steps: 33, cfg: 5 };
  const varied = await reseed(reviewer, await studio.output(made), {
    vary: { grain: "parameter", name: "cfg", values: [4, 5.5] },
  });
  expect(varied.items.map(({ params, seed }) => [params["cfg"], params["steps"], seed])).toEqual([
    [4, 33, "77"],
    [5.5, 33, "77"],
  ]);
  const texts = await reseed(reviewer, await studio.output(made), { count: 2, vary: { grain: "prompts" } });
  expect(texts.items.map(({ params }) => [params["prompt"], params["steps"]])).toEqual([
    ["a pier", 20],
    ["a pier", 20],
  ]);
  expect(texts.items.map(({ seed }) => seed)).not.toContain("77");
  const edited = await reseed(reviewer, await studio.output(made), {
    vary: { grain: "edits", params: { ...made, prompt: "a pier at night" } },
  });
  expect(edited.items).toMatchObject([{ seed: "77", grain: "edits", params: { prompt: "a pier at night" } }]);
  const same = await reseed(reviewer, await studio.output(made), { vary: { grain: "unchanged" } });
  expect(same.items).toMatchObject([{ seed: "77", grain: "unchanged", params: { prompt: "a pier" } }]);
});

test("WHY-4 SEED-7 the reason of a re-seed stands on the child, in the wording of that moment", async () => {
  const id = await studio.output();
  const reason = await database.db.reason.findFirstOrThrow({ where: { digit: 1 } });
  const { items } = await reseed(reviewer, id, { reason: reason.id });
  expect(items[0]?.reason).toEqual({ id: reason.id, label: reason.label });
  const [child = ""] = await studio.finish({ id: items[0]?.id ?? "" }, [paperFile("child")]);
  expect((await readOutput(database.db, viewer, child)).reseed).toEqual({
    grain: "everything",
    reason: { id: reason.id, label: reason.label },
  });
  const stack = await readStack(database.db, viewer, child);
  expect(stack.map(({ outputId, generation, reason: why }) => [outputId, generation, why])).toEqual([
    [id, 0, null],
    [child, 1, reason.label],
  ]);
});

test("SEED-7 a stack is the same from each of its members, with the runs that have made nothing yet", async () => {
  const root = await studio.output();
  const { items } = await reseed(reviewer, root, { count: 2 });
  const [child = ""] = await studio.finish({ id: items[0]?.id ?? "" }, [paperFile("first")]);
  await reseed(reviewer, child);
  const stack = await readStack(database.db, viewer, root);
  expect(stack.map(({ generation, status }) => [generation, status])).toEqual([
    [0, "succeeded"],
    [1, "succeeded"],
    [1, "queued"],
    [2, "queued"],
  ]);
  expect(await readStack(database.db, viewer, child)).toEqual(stack);
});

test("RULE-6 T-19 an approved picture is frozen: a re-seed makes another one and leaves recipe and file alone", async () => {
  const id = await studio.output({ steps: 44 });
  const recipe = () =>
    database.db.output.findUniqueOrThrow({
      where: { id },
      select: { sha256: true, run: { select: { params: true, seed: true, graph: true, versionId: true } } },
    });
  const before = await recipe();
  await inTransaction(database.db, (tx) =>
    decideOutput(tx, reviewer, id, { verdict: "approved", expected: 0 }, new Date()),
  );
  const { items } = await reseed(reviewer, id, { vary: { grain: "parameter", name: "steps", values: [11] } });
  expect(items[0]).toMatchObject({ parentOutputId: id, params: { steps: 11 } });
  expect(await recipe()).toEqual(before);
});

test("SEED-8 options tell what can be varied, the times measured, and a newer version with what it would refuse", async () => {
  const id = await studio.output({ prompt: "a pier", steps: 33, seed: "77" });
  const options = await readReseedOptions(database.db, reviewer, id);
  expect(options).toMatchObject({
    refusal: null,
    published: null,
    seed: "77",
    seedBounds: { minimum: "0", maximum: "18446744073709551615" },
    prompts: ["prompt"],
  });
  expect(options.measuredRuns).toBeGreaterThan(0);
  expect(options.measuredRuns).toBeLessThanOrEqual(20);
  expect(options.parameters.find(({ name }) => name === "steps")).toMatchObject({
    value: "33",
    minimum: 10,
    maximum: 50,
  });
  expect(options.parameters.map(({ name }) => name)).not.toContain("seed");

  await publishWith((schema) => schema.replace('"maximum": 50', '"maximum": 30'));
  const since = await readReseedOptions(database.db, reviewer, id);
  expect(since.published).toMatchObject({ number: since.parent.number + 1 });
  expect(since.publishedRefusal).toMatch(/30/);
  const { items } = await reseed(reviewer, id);
  expect(items[0]?.version).toBe(since.parent.version);
  const other = await studio.output({ steps: 22 });
  await publishWith((schema) => schema);
  const newer = await reseed(reviewer, other, { version: "published" });
  expect(newer.items[0]?.version).toBe(since.parent.version);
});

test("BULK-5 a preview says of each what stands in its way", async () => {
  const [free, taken] = [await studio.output(), await studio.output()];
  await reseed(reviewer, taken);
  const { items } = await previewReseeds(database.db, reviewer, `${free},${taken},nonsense`);
  expect(items.map(({ id, refusal }) => [id, refusal === null])).toEqual([
    [free, true],
    [taken, false],
    ["nonsense", false],
  ]);
  const asViewer = await previewReseeds(database.db, viewer, free);
  expect(asViewer.items[0]?.refusal).toContain("role");
  await expect(previewReseeds(database.db, reviewer, "x,".repeat(101))).rejects.toMatchObject({
    code: "invalid",
  });
});

async function publishWith(change: (schema: string) => string): Promise<void> {
  const schemaText = change(sampleSchemaText);
  const loaded = loadContract(schemaText, sampleGraphText, sampleFiles);
  const files = [{ name: "sample", graphText: sampleGraphText, schemaText, loaded }];
  await syncWorkflows(database.db, files, new Date());
}
