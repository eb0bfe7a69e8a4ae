import { beforeAll, expect, test } from "vitest";
import type { KeymapView } from "#lib/account/keymap-schema";
import { readKeymap } from "#lib/account/read-keymap";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { person } from "#lib/output/testing/studio";
import { saveKeymap } from "./save-keymap.ts";

const database = useTestDatabase();
const rita = person("Rita", "reviewer");
beforeAll(async () => {
  await database.db.user.create({ data: { id: rita.id, name: rita.name, email: "rita@example.test" } });
});

const save = (keymap: KeymapView, actor = rita) =>
  inTransaction(database.db, (tx) => saveKeymap(tx, actor, keymap));

test("KEY-10 a person's keys are stored, on record, and replaced as a whole", async () => {
  expect(await readKeymap(database.db, rita)).toEqual({ keys: {}, characters: true });
  await save({ keys: { approve: "q", skip: "PageDown" }, characters: true });
  expect(await readKeymap(database.db, rita)).toEqual({
    keys: { approve: "q", skip: "PageDown" },
    characters: true,
  });
  await save({ keys: {}, characters: false });
  expect(await readKeymap(database.db, rita)).toEqual({ keys: {}, characters: false });
  expect(await database.db.audit.count({ where: { action: "person.keys_changed" } })).toBe(2);
  expect(await database.db.event.count({ where: { kind: "account.changed", subjectId: rita.id } })).toBe(2);
});

test("KEY-10 what is taken, reserved or unknown is refused by name, and nothing is stored", async () => {
  const before = await readKeymap(database.db, rita);
  const keys = { approve: "x", note: "4", undo: "ArrowLeft", nonsense: "y", skip: "PageUp" };
  await expect(save({ keys, characters: true })).rejects.toMatchObject({
    code: "invalid",
    details: {
      fields: ["/keys/approve", "/keys/note", "/keys/undo", "/keys/nonsense"].map((path) =>
        expect.objectContaining({ path }),
      ),
    },
  });
  expect(await readKeymap(database.db, rita)).toEqual(before);
});

test("programs have no keyboard: the defaults for them, and no change by them", async () => {
  const program = { ...rita, kind: "key" } as const;
  expect(await readKeymap(database.db, program)).toEqual({ keys: {}, characters: true });
  await expect(save({ keys: {}, characters: true }, program)).rejects.toMatchObject({ code: "forbidden" });
});
