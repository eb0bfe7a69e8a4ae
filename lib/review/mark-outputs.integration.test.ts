import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { findOutput } from "#lib/output/read-outputs";
import { openStudio, operator, reviewer, stranger, type Studio, viewer } from "#lib/output/testing/studio";
import { labelOutputs, rateOutputs } from "./mark-outputs.ts";
import { labelManySchema } from "./rating-schema.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

function rate(actor: Actor, outputs: string[], stars: number) {
  return inTransaction(database.db, (tx) => rateOutputs(tx, actor, { outputs, stars }, new Date()));
}

function label(actor: Actor, outputs: string[], name: string, more: { own?: boolean; on?: boolean } = {}) {
  const input = labelManySchema.parse({ outputs, name, ...more });
  return inTransaction(database.db, (tx) => labelOutputs(tx, actor, input, new Date()));
}

test("RULE-2 stars for many are one's own, their mean stands on each, and no verdict moves", async () => {
  const [one, two] = [await studio.output(), await studio.output()];
  await rate(reviewer, [one, two], 5);
  const { items } = await rate(operator, [two, one], 2);
  expect(items).toMatchObject([
    { id: two, status: 200, marks: { rating: 4 } },
    { id: one, status: 200, marks: { rating: 4 } },
  ]);
  expect(await findOutput(database.db, viewer, one)).toMatchObject({
    rating: 4,
    state: "pending",
    revision: 0,
  });
  await rate(reviewer, [one], 0);
  expect(await findOutput(database.db, viewer, one)).toMatchObject({ rating: 2 });
});

test("BULK-3 each is answered by itself: what one may not see or rate is refused and stops no other", async () => {
  const one = await studio.output();
  const unknown = newId();
  const { items } = await rate(reviewer, [unknown, one, "no id"], 3);
  expect(items.map(({ status }) => status)).toEqual([404, 200, 404]);
  expect((await rate(viewer, [one], 1)).items).toMatchObject([{ status: 403, error: { code: "forbidden" } }]);
  expect((await rate(stranger, [one], 1)).items).toMatchObject([{ status: 404 }]);
  expect(await findOutput(database.db, viewer, one)).toMatchObject({ rating: 3 });
});

test("a label is put on many and taken off, and done twice it is recorded once", async () => {
  const [one, two] = [await studio.output(), await studio.output()];
  await label(reviewer, [one], "Red");
  const { items } = await label(reviewer, [one, two], "red");
  expect(items.map(({ marks }) => marks?.labels)).toEqual([
    [{ name: "red", isOwn: false }],
    [{ name: "red", isOwn: false }],
  ]);
  const actions = await database.db.audit.findMany({
    where: { subjectId: { in: [one, two] }, action: "output.labelled" },
  });
  expect(actions.map(({ subjectId }) => subjectId)).toEqual([one, two]);
  await label(operator, [one, two], "red", { on: false });
  expect(await findOutput(database.db, viewer, one)).toMatchObject({ labels: [] });
});

test("a label of one's own is on nobody else's tile, and the stream does not name it", async () => {
  const one = await studio.output();
  await label(reviewer, [one], "maybe", { own: true });
  expect((await findOutput(database.db, reviewer, one))?.labels).toEqual([{ name: "maybe", isOwn: true }]);
  expect((await findOutput(database.db, operator, one))?.labels).toEqual([]);
  const [event] = await database.db.event.findMany({ where: { subjectId: one, kind: "output.labelled" } });
  expect(JSON.stringify(event?.data)).not.toContain("maybe");
});

test("one label too many is refused for that picture alone", async () => {
  const [full, free] = [await studio.output(), await studio.output()];
  for (let n = 0; n < 20; n += 1) await label(reviewer, [full], `word ${n}`);
  const { items } = await label(reviewer, [full, free], "one more");
  expect(items).toMatchObject([{ status: 422 }, { status: 200 }]);
  expect((await label(reviewer, [full], "word 3")).items, "what is there already is no more").toMatchObject([
    { status: 200 },
  ]);
});
