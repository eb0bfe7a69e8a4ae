import { expect, test, vi } from "vitest";
import { Prisma } from "#prisma";
import { byItsValues, createDb, type Db, queryRows } from "./client.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const database = useTestDatabase();

type Plans = { once: number; anew: number };

async function withDb(work: (db: Db) => Promise<void>): Promise<void> {
  const db = createDb({ url: database.url, poolSize: 1 });
  try {
    await work(db);
  } finally {
    await db.$disconnect();
  }
}

test("a statement keeps the plan that was made when it was first sent", async () => {
  await withDb(async (db) => {
    for (const slug of ["one", "two"]) await db.$queryRaw`SELECT id FROM project WHERE slug = ${slug}`;
    const plans = await db.$queryRaw<Plans[]>`
      SELECT generic_plans::int AS once, custom_plans::int AS anew FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT id FROM project%'`;
    expect(plans).toEqual([{ once: 2, anew: 0 }]);
  });
});

test("one that is marked is planned by its values, and so is what a transaction sends", async () => {
  await withDb(async (db) => {
    const marked = await db.$queryRaw`${byItsValues} SELECT current_setting('plan_cache_mode') AS mode`;
    expect(marked).toEqual([{ mode: "auto" }]);
    const within = await db.$transaction(
      (tx) => tx.$queryRaw`SELECT current_setting('plan_cache_mode') AS mode`,
    );
    expect(within).toEqual([{ mode: "auto" }]);
  });
});

test("a resting connection that Postgres ends is replaced, also before Prisma was asked anything", async () => {
  await withDb(async (db) => {
    const pidOf = async () =>
      (await queryRows<{ pid: number }>(db, Prisma.sql`SELECT pg_backend_pid() AS pid`))[0]?.pid;
    const first = await pidOf();
    await database.asOwner(`SELECT pg_terminate_backend(${first})`);
    await vi.waitFor(async () => expect(await pidOf()).not.toBe(first), { timeout: 5000 });
  });
});
