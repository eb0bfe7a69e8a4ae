import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import type { Checkpoint } from "./checkpoint.ts";
import { readHead, toldSql } from "./read-chain.ts";
import { useAuditBench } from "./testing/audit-bench.ts";
import { verifyAudit } from "./verify-audit.ts";

const database = useTestDatabase();
const bench = useAuditBench(database);

beforeAll(async () => {
  await bench.write("sound-1", "sound-2", "sound-3", "sound-4");
  await bench.sealAll();
});

test("anybody can compute the hashes: sha256 over the hash before and the words, from 32 zero bytes on", async () => {
  const rows = await database.db.$queryRaw<{ hash: Uint8Array; told: string }[]>`
    SELECT hash, ${toldSql} AS told FROM audit_seal JOIN audit ON audit.id = audit_id ORDER BY place`;
  let link = Buffer.alloc(32);
  for (const { hash, told } of rows) {
    link = createHash("sha256").update(link).update(told, "utf8").digest();
    expect(Buffer.from(hash).toString("hex")).toBe(link.toString("hex"));
  }
  const { id, data, ...line } = await database.db.audit.findFirstOrThrow({ where: { subjectId: "sound-1" } });
  const words = JSON.parse(
    rows.map(({ told }) => told).find((told) => told.includes('"sound-1"')) ?? "[]",
  ) as unknown;
  expect(words).toEqual([
    Number(id),
    Number(line.xid),
    expect.stringMatching(line.at.toISOString().replace(/\.?0*Z$/, "")),
    line.actorKind,
    line.actorId,
    line.actorName,
    line.action,
    line.subjectType,
    line.subjectId,
    line.projectId,
    data,
  ]);
});

async function whatIsWrong(checkpoint: Checkpoint | null = null): Promise<string[]> {
  return (await verifyAudit(database.db, { checkpoint })).wrong.map(({ why }) => why);
}

test("finds nothing in a chain that is whole", async () => {
  const head = await readHead(database.db);
  expect(await verifyAudit(database.db, { checkpoint: head })).toEqual({ head, unsealed: 0, wrong: [] });
});

const third = "(SELECT max(place) - 1 FROM audit_seal)";
const line = `(SELECT audit_id FROM audit_seal WHERE place = ${third})`;
const last = "(SELECT audit_id FROM audit_seal ORDER BY place DESC LIMIT 1)";
const words = "actor_kind, actor_id, actor_name, action, subject_type, subject_id, data";
const putIn = (xid: string) =>
  `INSERT INTO audit (xid, ${words}) SELECT ${xid}, ${words} FROM audit WHERE id = ${line}`;
const isBroken =
  /^Place \d+ is broken: audit line \d+, view\.created of view sound-[34] at 2\S+Z, is not what/;

test.each<[string, string, RegExp]>([
  ["who it was", `UPDATE audit SET actor_name = 'Nobody' WHERE id = ${line}`, isBroken],
  ["when it was", `UPDATE audit SET at = at + interval '1 ms' WHERE id = ${line}`, isBroken],
  ["what came of it", `UPDATE audit SET data = '{"a": 1}' WHERE id = ${line}`, isBroken],
  ["its project", `UPDATE audit SET project_id = gen_random_uuid() WHERE id = ${line}`, isBroken],
  ["its transaction", `UPDATE audit SET xid = xid - 1 WHERE id = ${line}`, isBroken],
  [
    "two lines that were swapped",
    `UPDATE audit SET subject_id = CASE subject_id WHEN 'sound-3' THEN 'sound-4' ELSE 'sound-3' END WHERE id IN (${line}, ${last})`,
    isBroken,
  ],
  [
    "a line that was deleted",
    `DELETE FROM audit WHERE id = ${line}`,
    /^The line that was sealed at place \d+ is gone: audit line \d+\.$/,
  ],
  [
    "all lines deleted",
    "DELETE FROM audit",
    /^The line that was sealed at place 1 is gone: audit line \d+\.$/,
  ],
  ["a line that was put in", putIn("1"), /^Audit line \d+ has no seal and stands where the chain has been/],
  ["a line that no sealer will come to", putIn("9e17"), /^Audit line \d+ has no seal/],
  ["a seal that was altered", `UPDATE audit_seal SET hash = sha256(hash) WHERE place = ${third}`, isBroken],
  [
    "the last seal altered",
    "UPDATE audit_seal SET hash = sha256(hash) WHERE place = (SELECT max(place) FROM audit_seal)",
    isBroken,
  ],
  ["a seal of another transaction", `UPDATE audit_seal SET xid = xid + 1 WHERE place = ${third}`, isBroken],
  [
    "a seal that was deleted",
    `DELETE FROM audit_seal WHERE place = ${third}`,
    /^Seals are missing before place \d+/,
  ],
  [
    "a line that was deleted with its seal",
    `WITH gone AS (DELETE FROM audit_seal WHERE place = ${third} RETURNING audit_id)
     DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)`,
    /^Seals are missing before place \d+/,
  ],
  ["the first seals deleted", "DELETE FROM audit_seal WHERE place <= 2", /^Seals are missing before place 3/],
  ["a seal before the first", "INSERT INTO audit_seal VALUES (0, 0, 0, '')", /^There is a seal at place 0/],
])("finds %s", async (_what, sql, why) => {
  await bench.undone(sql, async () => {
    expect(await whatIsWrong()).toEqual([expect.stringMatching(why)]);
  });
  expect(await whatIsWrong(), "as it was").toEqual([]);
});

test("finds any one character that was changed in any line", async () => {
  const { rows } = await bench.asOwner("SELECT audit_id AS id FROM audit_seal ORDER BY place");
  const column = fc.constantFrom(
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "subject_type",
    "subject_id",
  );
  const character = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
    .filter((text) => text !== "\0");
  const property = fc.asyncProperty(
    fc.nat(rows.length - 1),
    column,
    fc.integer({ min: 1, max: 20 }),
    character,
    async (which, name, at, text) => {
      const values = [(rows[which] as { id: string }).id, text, at];
      const other = `overlay(${name} PLACING $2 FROM $3)`;
      const changed = await bench.asOwner(`SELECT FROM audit WHERE id = $1 AND ${other} <> ${name}`, values);
      fc.pre(changed.rowCount === 1);
      const change = `UPDATE audit SET ${name} = ${other} WHERE id = $1`;
      const look = async () => expect(await whatIsWrong()).toHaveLength(1);
      await bench.undone(change, look, values);
    },
  );
  await fc.assert(property, { numRuns: 30 });
});

test("does not see a tail that was cut off, unless it is given a checkpoint from before", async () => {
  const checkpoint = await readHead(database.db);
  const cut = `WITH gone AS (DELETE FROM audit_seal WHERE place > ${third} RETURNING audit_id)
    DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)`;
  await bench.undone(cut, async () => {
    expect(await whatIsWrong()).toEqual([]);
    expect(await whatIsWrong(checkpoint)).toEqual([
      expect.stringMatching(/^The chain was \d+ long .* cut off\.$/),
    ]);
  });
});

test("finds by a checkpoint what was written anew with its seals", async () => {
  const checkpoint = await readHead(database.db);
  await bench.undone(`UPDATE audit SET actor_name = 'Nobody' WHERE id = ${last}`, async () => {
    await bench.asSuperuser(`DELETE FROM audit_seal WHERE place > ${third}`);
    await bench.sealAll();
    expect(await whatIsWrong()).toEqual([]);
    expect(await whatIsWrong(checkpoint)).toEqual([expect.stringMatching(/written anew/)]);
  });
});

test("names all that is wrong, when it is asked for more than the first", async () => {
  const places = "(SELECT max(place) - n FROM audit_seal, (VALUES (0), (2)) AS back (n) GROUP BY n)";
  await bench.undone(
    `UPDATE audit SET actor_id = 'x' WHERE id IN (SELECT audit_id FROM audit_seal WHERE place IN ${places})`,
    async () => {
      const { head, wrong } = await verifyAudit(database.db, { most: 5 });
      const length = head?.length ?? 0n;
      expect(wrong.map(({ place }) => place)).toEqual([length - 2n, length]);
      expect((await verifyAudit(database.db)).wrong.map(({ place }) => place)).toEqual([length - 2n]);
    },
  );
});
