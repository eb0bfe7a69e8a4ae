import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import pg from "pg";
import { createDb, type Db } from "#lib/db/client";

export type TestDatabase = {
  /** As web and worker have it. */
  readonly db: Db;
  /** The owner's address. */
  readonly url: string;
  /** Does what only the owner of everything may, such as making a trigger or seeing who waits. Answers the rows. */
  asOwner<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
};

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
    asOwner: (sql) => query(own.href, sql),
    get db() {
      if (db === undefined) throw new Error("The test database exists only inside tests.");
      return db;
    },
  };
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
