import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { operator, owner, reviewer, stranger, viewer } from "#lib/output/testing/studio";
import { listViews } from "./read-views.ts";
import { changeView, createView, removeView } from "./save-view.ts";

const database = useTestDatabase();
const now = new Date("2026-03-04T12:00:00.000Z");
const act = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(database.db, work);
const namesSeenBy = async (actor: typeof owner) =>
  (await listViews(database.db, actor, undefined)).map(({ name }) => name);

test("FIND-5 a view is its owner's until it is shared, and then the project's to see", async () => {
  const input = { name: "Hands", query: "q=hands&state=rejected", shared: false };
  const { id } = await act((tx) => createView(tx, reviewer, input, now));
  expect(await namesSeenBy(reviewer)).toEqual(["Hands"]);
  expect(await namesSeenBy(owner)).toEqual([]);
  await expect(act((tx) => changeView(tx, owner, id, { name: "Mine" }, now))).rejects.toMatchObject({
    code: "not_found",
  });

  await act((tx) => changeView(tx, reviewer, id, { shared: true }, now));
  expect(await listViews(database.db, viewer, undefined)).toMatchObject([
    { id, name: "Hands", query: input.query, shared: true, owner: { id: reviewer.id } },
  ]);
  const refused = { code: "forbidden" };
  await expect(act((tx) => changeView(tx, operator, id, { name: "Mine" }, now))).rejects.toMatchObject(
    refused,
  );
  await expect(act((tx) => removeView(tx, operator, id))).rejects.toMatchObject(refused);
  await act((tx) => removeView(tx, owner, id));
  expect(await namesSeenBy(reviewer)).toEqual([]);
  const audit = await database.db.audit.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  expect(audit.map(({ action }) => action)).toEqual(["view.created", "view.changed", "view.deleted"]);
});

test("one name is one view for each person, and sharing needs the right", async () => {
  const input = { name: "Daily", query: "", shared: false };
  const { id } = await act((tx) => createView(tx, viewer, input, now));
  await act((tx) => createView(tx, operator, input, now));
  await expect(act((tx) => createView(tx, viewer, input, now))).rejects.toMatchObject({ code: "conflict" });
  await expect(act((tx) => changeView(tx, viewer, id, { shared: true }, now))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(
    act((tx) => createView(tx, viewer, { ...input, name: "Loud", shared: true }, now)),
  ).rejects.toMatchObject({ code: "forbidden" });
  await expect(act((tx) => createView(tx, stranger, input, now))).rejects.toMatchObject({
    code: "not_found",
  });
});
