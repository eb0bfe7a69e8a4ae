import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { readOutput } from "#lib/output/read-output";
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
import type { Reseed } from "./decision-schema.ts";
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

test("a re-seed marks the output and makes children of it: same params, fresh seeds", async () => {
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

test("a child's child keeps the root, and each tells its family, also while it is queued", async () => {
  const root = await studio.output();
  const [child] = (await reseed(reviewer, root)).items;
  const [childOutput = ""] = await studio.finish({ id: child?.id ?? "" }, [paperFile("child")]);
  const [grandchild] = (await reseed(reviewer, childOutput)).items;
  expect(grandchild).toMatchObject({ parentOutputId: childOutput, rootOutputId: root, generation: 2 });

  const { lineage } = await readOutput(database.db, viewer, childOutput);
  expect(lineage.parent).toMatchObject({ outputId: root, state: "reseeded", generation: 0 });
  expect(lineage.root?.outputId).toBe(root);
  expect(lineage.children).toEqual([
    expect.objectContaining({ outputId: null, runId: grandchild?.id, status: "queued" }),
  ]);
});

test("when the workflow cannot run, no verdict is recorded", async () => {
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
