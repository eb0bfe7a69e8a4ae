import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, test, vi } from "vitest";
import { Prisma } from "#prisma";
import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import { readUnsealed } from "#lib/audit/read-chain";
import { sealAudit } from "#lib/audit/seal-store";
import { verifyAudit } from "#lib/audit/verify-audit";
import { appendEvents } from "#lib/event/event-store";
import { readEvents } from "#lib/event/read-events";
import { createDb } from "#lib/db/client";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { migrate } from "./migrate.ts";

const database = useTestDatabase();

test("the migrated database has every table and column that the Prisma schema names", async () => {
  for (const name of Object.values(Prisma.ModelName)) {
    const model = `${name.charAt(0).toLowerCase()}${name.slice(1)}` as "run";
    // A missing table or column makes the query itself fail.
    await expect(database.db[model].count({ where: {} }), name).resolves.toBeGreaterThanOrEqual(0);
    await database.db[model].findFirst();
  }
});

test("several processes that start at once migrate once", async () => {
  await withEmptyDatabase(async (url) => {
    const done = await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
    expect(done.filter((applied) => applied.length > 0)).toHaveLength(1);
    expect(await migrate(url)).toEqual([]);
  });
});

test("a migration waits for work in progress, and nobody has to wait behind it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-migrations-"));
  await mkdir(join(folder, "0_left_empty_by_another_branch"));
  await mkdir(join(folder, "1_wide"));
  await writeFile(join(folder, "1_wide", "migration.sql"), "ALTER TABLE run ADD COLUMN wide INTEGER");
  await withEmptyDatabase(async (url) => {
    await migrate(url);
    const [worker, browser] = [
      new pg.Client({ connectionString: url }),
      new pg.Client({ connectionString: url }),
    ];
    await Promise.all([worker.connect(), browser.connect()]);
    await worker.query("BEGIN; SELECT FROM run");
    const migrating = migrate(url, folder);
    await vi.waitFor(async () => {
      const { rows } = await browser.query("SELECT FROM pg_locks WHERE NOT granted");
      expect(rows).toHaveLength(1);
    });
    await expect(
      browser.query("SELECT FROM run"),
      "although the worker still holds the table",
    ).resolves.toBeDefined();
    await worker.query("COMMIT");
    expect(await migrating).toEqual(["1_wide"]);
    await Promise.all([worker.end(), browser.end()]);
  });
});

test("a migration that was edited after it had been applied is refused", async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("UPDATE _prisma_migrations SET checksum = 'edited'");
    await client.end();
    await expect(migrate(url)).rejects.toThrow(/was changed after it had been applied/);
  });
});

test("a database that was restored into another cluster goes on where it was", async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url);
    const db = createDb({ url, poolSize: 2 });
    const write = (subjectId: string) =>
      inTransaction(db, async (tx) => {
        await appendAudit(tx, systemActor, [
          { action: "view.created", subjectType: "view", subjectId, projectId: null },
        ]);
        await appendEvents(tx, [{ kind: "view.changed", projectId: null, subjectId, data: {} }]);
      });
    const sealAll = () =>
      vi.waitFor(
        async () => {
          await sealAudit(db);
          expect((await readUnsealed(db)).lines).toBe(0);
        },
        { timeout: 20_000 },
      );
    try {
      await write("before");
      await sealAll();
      await write("not sealed yet");
      // As if all this had been written where transactions have come a billion further.
      await asSuperuser(
        url,
        "UPDATE audit SET xid = xid + 1e9; UPDATE event SET xid = xid + 1e9; DELETE FROM audit_seal",
      );
      await asSuperuser(url, setBase(1_000_000_000));
      await sealAll();
      await asSuperuser(url, setBase(0));
      await write("written before anybody migrated");
      await sealAudit(db);
      expect((await verifyAudit(db)).wrong, "it stands before what is sealed").toHaveLength(1);
      for (const table of ["audit", "event"]) {
        await asSuperuser(url, `DELETE FROM ${table} WHERE subject_id = 'written before anybody migrated'`);
      }

      expect(await migrate(url)).toEqual([]);
      await write("after");
      await sealAll();
      expect(await verifyAudit(db)).toMatchObject({ wrong: [], head: { length: 3n }, unsealed: 0 });
      const { xid } = await db.audit.findFirstOrThrow({ where: { subjectId: "after" } });
      await migrate(url);
      await write("and on");
      await sealAll();
      expect((await db.audit.findFirstOrThrow({ where: { subjectId: "and on" } })).xid - xid).toBeLessThan(
        1_000_000n,
      );
      await vi.waitFor(async () => {
        const told = await readEvents(db, { xid: 0n, id: 0n });
        expect(told.map(({ event }) => event.subject)).toEqual([
          "before",
          "not sealed yet",
          "after",
          "and on",
        ]);
      });
    } finally {
      await db.$disconnect();
    }
  });
});

const setBase = (base: number) =>
  `CREATE OR REPLACE FUNCTION xid_base() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ${base}::bigint'`;

async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const url = new URL(inject("templateDatabaseUrl"));
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: "/postgres" }).href,
  });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    await work(Object.assign(new URL(url), { pathname: `/${name}` }).href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Past all triggers. */
async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${sql}`);
  await client.end();
}
