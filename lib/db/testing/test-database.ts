import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import pg from "pg";
import { createDb, type Db } from "#lib/db/client";

export type TestDatabase = { readonly db: Db; readonly url: string };

/**
 * A migrated database of its own for one test file, made before its tests and dropped after them:
 * `const database = useTestDatabase();` then `database.db` inside tests.
 */
export function useTestDatabase(): TestDatabase {
  const template = new URL(inject("templateDatabaseUrl"));
  const own = new URL(template);
  own.pathname = `/test_${randomUUID().replaceAll("-", "")}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  let db: Db | undefined;

  beforeAll(async () => {
    await query(
      admin.href,
      `CREATE DATABASE ${own.pathname.slice(1)} TEMPLATE ${template.pathname.slice(1)}`,
    );
    db = createDb({ url: own.href });
  });
  afterAll(async () => {
    await db?.$disconnect();
    await query(admin.href, `DROP DATABASE ${own.pathname.slice(1)} WITH (FORCE)`);
  });
  return {
    url: own.href,
    get db() {
      if (db === undefined) throw new Error("The test database exists only inside tests.");
      return db;
    },
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
