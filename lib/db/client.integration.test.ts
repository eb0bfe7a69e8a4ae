import { expect, test } from "vitest";
import { byItsValues, createDb, type Db } from "./client.ts";
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
