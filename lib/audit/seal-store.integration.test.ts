import pg from "pg";
import { expect, test, vi } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { readHead, readUnsealed } from "./read-chain.ts";
import { sealAudit } from "./seal-store.ts";
import { useAuditBench } from "./testing/audit-bench.ts";
import { verifyAudit } from "./verify-audit.ts";

const database = useTestDatabase();
const bench = useAuditBench(database);

/** Another process with a transaction open, which draws its number and its line's id before it commits. */
async function hold(subject: string): Promise<{ end(word: "COMMIT" | "ROLLBACK"): Promise<void> }> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, data)
     VALUES ('system', 'test', 'Test', 'view.created', 'view', $1, '{}')`,
    [subject],
  );
  return {
    async end(word) {
      await client.query(word);
      await client.end();
    },
  };
}

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${prefix}-${String(n).padStart(3, "0")}`);

test("waits for transactions that are still open, whatever order they commit in", async () => {
  await bench.sealAll();
  const first = await hold("open-1");
  const second = await hold("open-2");
  await bench.write("open-3");
  await second.end("COMMIT");
  await sealAudit(database.db);
  expect(await bench.sealed("open"), "the first could still come between").toEqual([]);
  const { lines, oldestSeconds } = await readUnsealed(database.db);
  expect(lines).toBe(2);
  expect(oldestSeconds).toBeGreaterThan(0);
  await first.end("COMMIT");
  await bench.sealAll();
  expect(await bench.sealed("open")).toEqual(["open-1", "open-2", "open-3"]);
  expect(await verifyAudit(database.db)).toMatchObject({ wrong: [], unsealed: 0 });
});

test("goes on past what was rolled back", async () => {
  const first = await hold("back-1");
  await bench.write("back-2");
  await first.end("ROLLBACK");
  await bench.sealAll();
  expect(await bench.sealed("back")).toEqual(["back-2"]);
  expect(await verifyAudit(database.db)).toMatchObject({ wrong: [] });
});

test("by several at once seals each line once, in one chain", async () => {
  await bench.write(...numbered("many", 200));
  const everybody = () => Array.from({ length: 8 }, () => sealAudit(database.db, undefined, 7));
  await vi.waitFor(
    async () => {
      await Promise.all(everybody());
      expect((await readUnsealed(database.db)).lines).toBe(0);
    },
    { timeout: 20_000 },
  );
  expect(await bench.sealed("many")).toEqual(numbered("many", 200));
  expect(await verifyAudit(database.db)).toMatchObject({ wrong: [] });
});

test("what a crash takes away of it, and what ends in the middle, is sealed again to the same chain", async () => {
  await bench.write(...numbered("crash", 20));
  await bench.sealAll();
  const whole = await readHead(database.db);
  // Seals are not waited for: the last ones may not have been on the disk yet.
  await bench.asSuperuser("DELETE FROM audit_seal WHERE place > (SELECT max(place) - 10 FROM audit_seal)");
  expect(await verifyAudit(database.db)).toMatchObject({ wrong: [], unsealed: 10 });
  await bench.asOwner("BEGIN");
  await bench.asOwner("SELECT seal_audit(5)");
  expect(await sealAudit(database.db), "while another one is at it").toBe(0);
  await bench.asOwner("ROLLBACK");
  await bench.sealAll();
  expect(await readHead(database.db)).toEqual(whole);
});

test("stops when it is told to", async () => {
  await bench.write("stop");
  expect(await sealAudit(database.db, AbortSignal.abort())).toBe(0);
});

test.each(["audit", "audit_seal"])(
  "nobody changes, deletes or empties %s, not even its owner",
  async (table) => {
    await bench.write("nobody");
    await bench.sealAll();
    const change = table === "audit" ? "actor_name = 'x'" : "hash = ''";
    for (const sql of [`UPDATE ${table} SET ${change}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(bench.asOwner(sql), sql).rejects.toThrow(/append-only/);
    }
  },
);
