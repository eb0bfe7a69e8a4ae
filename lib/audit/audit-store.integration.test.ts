import { expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { appendAudit } from "./audit-store.ts";

const database = useTestDatabase();

const line = (subjectId: string) =>
  ({ action: "workflow.published", subjectType: "workflow", subjectId, projectId: null }) as const;

test("what was not done is not on record: a change that is rolled back takes its audit line along", async () => {
  const subjectId = newId();
  const work = inTransaction(database.db, async (tx) => {
    await appendAudit(tx, systemActor, [line(subjectId)]);
    throw new Error("changed its mind");
  });
  await expect(work).rejects.toThrow("changed its mind");
  expect(await database.db.audit.count({ where: { subjectId } })).toBe(0);
});

test("nobody sees an audit line before the change it stands for", async () => {
  const subjectId = newId();
  await inTransaction(database.db, async (tx) => {
    await appendAudit(tx, systemActor, [line(subjectId)]);
    expect(await database.db.audit.count({ where: { subjectId } })).toBe(0);
  });
  expect(await database.db.audit.count({ where: { subjectId } })).toBe(1);
});
