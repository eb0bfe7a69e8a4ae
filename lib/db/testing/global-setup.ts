import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { TestProject } from "vitest/node";
import pg from "pg";
import { startEmbeddedPostgres } from "#lib/db/embedded-postgres";
import { migrate } from "../../../prisma/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the migrated template database; each test file copies it. */
    templateDatabaseUrl: string;
  }
}

/** One real Postgres for a whole test run, thrown away afterwards. TEST_DATABASE_URL uses an existing server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined) {
    project.provide("templateDatabaseUrl", await makeTemplate(given));
    return async () => undefined;
  }
  const directory = await mkdtemp(join(tmpdir(), "proofsheet-test-"));
  await chmod(directory, 0o755);
  // The package ends a process that has nothing left to do with code 0, failed tests or not; be faster than that.
  process.prependListener("beforeExit", () => process.exit());
  const cluster = await startEmbeddedPostgres({ directory: join(directory, "postgres"), durable: false });
  project.provide("templateDatabaseUrl", await makeTemplate(cluster.url));
  return async () => {
    await cluster.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string): Promise<string> {
  const template = new URL(url);
  template.pathname = `/template_${process.pid}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template.pathname.slice(1)}`);
  await admin.end();
  await migrate(template.href);
  return template.href;
}
