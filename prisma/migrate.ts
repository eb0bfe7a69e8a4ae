import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import process from "node:process";
import pg from "pg";
import { databaseUrl } from "#lib/env";
import { carryOnAfterRestore } from "./carry-on.ts";
import { provideAppRole } from "./provide-app-role.ts";

const ownFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Shorter than Postgres waits before it ends one side of a deadlock: a migration gives way before that. */
const longestLockMs = 500;
const mostTries = 300;
const pauseMs = 200;

/**
 * Applies the plain-SQL migrations of `folder`, each in one transaction, and keeps Prisma's own table, so that
 * `prisma migrate deploy` and this function can take turns. Needs no download, so it works without a network. May be
 * called while everything runs: work in progress is waited for, and nobody has to wait behind the migration for long.
 * Whoever migrates owns the tables; web and worker get a role that may do less.
 */
export async function migrate(url: string, folder = ownFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Several processes may start at once; the lock lets one of them migrate while the others wait.
    await client.query("SELECT pg_advisory_lock(72707369)");
    await client.query(bookkeepingTable);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const done: string[] = [];
    for (const { name, sql, checksum } of await readMigrations(folder)) {
      const before = applied.get(name);
      if (before === undefined) {
        await apply(client, name, sql, checksum);
        done.push(name);
      } else if (before !== checksum) {
        throw new Error(
          `Migration ${name} was changed after it had been applied. Put its SQL back and add a new one.`,
        );
      }
    }
    await carryOnAfterRestore(client);
    await provideAppRole(client);
    return done;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await applyOnce(client, name, sql, checksum);
    } catch (error) {
      if (!isInUse(error) || tries >= mostTries) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`Migration ${name} failed: ${why}`, { cause: error });
      }
      // What has queued up behind it gets through meanwhile.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** A table it wants is held by work in progress (55P03), or that work waits for the migration as well (40P01). */
function isInUse(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "55P03" || error.code === "40P01");
}

async function applyOnce(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(`SET LOCAL lock_timeout = ${longestLockMs}`);
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function readMigrations(folder: string): Promise<{ name: string; sql: string; checksum: string }[]> {
  // Found by its file: a folder that another branch left empty is no migration.
  const files = await readdir(folder, { recursive: true });
  const names = files.filter((file) => basename(file) === "migration.sql").map((file) => dirname(file));
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

const bookkeepingTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

if (import.meta.main) {
  try {
    const done = await migrate(databaseUrl());
    process.stdout.write(done.length === 0 ? "Database is up to date.\n" : `Applied ${done.join(", ")}.\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isAway = code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "ETIMEDOUT";
    const why = isAway
      ? `The database cannot be reached (${code}). Start it or correct DATABASE_URL.`
      : message;
    process.stderr.write(`${why}\n`);
    process.exit(1);
  }
}
