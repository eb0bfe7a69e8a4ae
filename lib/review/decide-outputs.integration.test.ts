import { beforeAll, expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { openStudio, operator, person, reviewer, type Studio } from "#lib/output/testing/studio";
import { decideOutput } from "./decide-output.ts";
import { decideOutputs } from "./decide-outputs.ts";
import type { BulkDecide } from "./decision-schema.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

function decideAll(items: BulkDecide["items"], actor = reviewer) {
  return inTransaction(database.db, (tx) => decideOutputs(tx, actor, { items }, new Date()));
}

test("BULK-3 every item is answered in order: done, stale, unknown, unknown reason, listed twice", async () => {
  const [good, stale, wrongReason, reseeded, repeated] = await Promise.all(
    Array.from({ length: 5 }, () => studio.output()),
  );
  if (!good || !stale || !wrongReason || !reseeded || !repeated) throw new Error("Outputs are missing.");
  await inTransaction(database.db, (tx) =>
    decideOutput(tx, person("Rob", "reviewer"), stale, { verdict: "rejected", expected: 0 }, new Date()),
  );
  await inTransaction(database.db, (tx) =>
    decideOutput(tx, reviewer, repeated, { verdict: "approved", expected: 0 }, new Date()),
  );
  const nowhere = newId();
  const { items } = await decideAll([
    { output: good, verdict: "approved", expected: 0 },
    { output: stale, verdict: "approved", expected: 0 },
    { output: nowhere, verdict: "approved", expected: 0 },
    { output: wrongReason, verdict: "rejected", reason: "x", expected: 0 },
    { output: reseeded, verdict: "reseeded", expected: 0 },
    { output: good, verdict: "rejected", expected: 0 },
    { output: repeated, verdict: "approved", expected: 1 },
  ]);
  expect(items.map(({ id, status, error }) => [id, status, error?.code ?? null])).toEqual([
    [good, 200, null],
    [stale, 409, "conflict"],
    [nowhere, 404, "not_found"],
    [wrongReason, 422, "invalid"],
    [reseeded, 200, null],
    [good, 422, "invalid"],
    [repeated, 200, null],
  ]);
  expect(items[0]?.output).toMatchObject({ state: "approved", revision: 1 });
  expect(items[1]?.output).toMatchObject({ state: "rejected", decision: { by: { id: "Rob" } } });
  expect(items[2]?.output).toBeNull();
  expect(items[4]?.output).toMatchObject({ state: "reseeded" });
  expect(items[6]?.output).toMatchObject({ state: "approved", revision: 1 });
  const stored = await database.db.output.findUniqueOrThrow({ where: { id: good } });
  expect(stored).toMatchObject({ state: "approved", revision: 1 });
  expect(await database.db.run.count({ where: { parentOutputId: reseeded } })).toBe(1);
});

test("a re-seed that cannot run is refused alone; the others are done", async () => {
  const [first, second] = await Promise.all([studio.output(), studio.output()]);
  await database.db.workflow.update({
    where: { name: "sample" },
    data: { problems: [{ file: "params/sample.schema.json", pointer: "/3", message: "Gone." }] },
  });
  const { items } = await decideAll([
    { output: first, verdict: "reseeded", expected: 0 },
    { output: second, verdict: "approved", expected: 0 },
  ]);
  await database.db.$executeRaw`UPDATE workflow SET problems = NULL`;
  expect(items.map(({ status }) => status)).toEqual([409, 200]);
  expect(await database.db.decision.count({ where: { outputId: first } })).toBe(0);
  expect(await database.db.output.findUnique({ where: { id: second } })).toMatchObject({ state: "approved" });
});

test("a role that may not decide is told so for every item", async () => {
  const id = await studio.output();
  const { items } = await decideAll([{ output: id, verdict: "approved", expected: 0 }], operator);
  expect(items).toMatchObject([{ status: 403, error: { code: "forbidden" } }]);
});

test("more re-seeds than one transaction should hold are refused together", async () => {
  const items = Array.from({ length: 101 }, () => ({
    output: newId(),
    verdict: "reseeded" as const,
    expected: 0,
  }));
  await expect(decideAll(items)).rejects.toMatchObject({ details: { fields: [{ path: "/items" }] } });
});

test("people who act on the same selection in opposite order never lock each other out", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => studio.output()));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => {
      const order = index % 2 === 0 ? ids : ids.toReversed();
      const actor = person(`Bulk ${index}`, "reviewer");
      return decideAll(
        order.map((output, place) => ({
          output,
          verdict: place % 5 === 0 ? "reseeded" : "approved",
          expected: 0,
        })),
        actor,
      );
    }),
  );
  for (const id of ids) {
    const statuses = answers.flatMap(({ items }) => items.filter((item) => item.id === id));
    expect(statuses.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(statuses.filter(({ status }) => status === 409)).toHaveLength(7);
  }
});
