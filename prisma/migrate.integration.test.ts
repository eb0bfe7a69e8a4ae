import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, test, vi } from "vitest";
import { Prisma } from "#prisma";
import { useTestDatabase } from "#lib/db/testing/test-database";
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

test("decisions and audit lines cannot be edited or deleted, whoever asks", async () => {
  await database.db.audit.create({
    data: {
      actorKind: "system",
      actorId: "t",
      actorName: "t",
      action: "run.created",
      subjectType: "run",
      subjectId: "x",
      data: {},
    },
  });
  await expect(database.db.audit.updateMany({ data: { action: "nothing" } })).rejects.toThrow(/append-only/);
  await expect(database.db.audit.deleteMany()).rejects.toThrow(/append-only/);
});

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
