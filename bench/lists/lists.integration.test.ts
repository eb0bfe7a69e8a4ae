import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { outputId, runAt, runId, seedLibrary } from "../kit/seed-library.ts";
import { openListings } from "./listings.ts";
import { readPlans } from "./read-plan.ts";
import { seedReview } from "./seed-review.ts";
import { watchStatements, type StatementWatch } from "./watch-statements.ts";

const database = useTestDatabase();
const library = { outputs: 1200, perRun: 4, sha256: "ab".repeat(32) };
const review = { listed: 1200, sessions: 150, comments: 150 };
let watch: StatementWatch;

beforeAll(async () => {
  await seedLibrary(database.url, { ...library, states: "mostly-decided", files: [library.sha256] });
  await seedReview(database.url, review);
  watch = watchStatements();
});
afterAll(() => watch.stop());

test("the library that SQL makes has outputs, decisions and indexes like one that people made", async () => {
  const { db } = database;
  expect(await db.output.count()).toBe(library.outputs);
  expect(await db.decision.count()).toBe(await db.output.count({ where: { revision: 1 } }));
  const tenth = await db.output.findUniqueOrThrow({ where: { id: outputId(10) }, include: { run: true } });
  expect(tenth.run).toMatchObject({ id: runId(3), createdAt: runAt(3) });
  const [index] = await db.$queryRaw<{ there: boolean }[]>`
    SELECT count(*) > 0 AS there FROM pg_indexes WHERE indexname = 'run_seed'`;
  expect(index?.there).toBe(true);
});

test("every list has a first page and a last one that is not it, and each statement behind them is seen", async () => {
  const listings = await openListings(database.db, library, review);
  const all = listings.find(({ name }) => name === "outputs all, oldest");
  watch.take();
  expect(await all?.first()).toBe(100);
  const statements = watch.take();
  expect(statements.some(({ text, ms }) => text.includes("output") && ms > 0)).toBe(true);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  expect((await readPlans(client, statements)).rows).toBeGreaterThanOrEqual(100);
  await client.end();
  expect(await all?.deepest()).toBe(100);
  expect(await all?.prisma?.()).toBe(100);
  for (const name of [
    "window of a session",
    "lines of a receipt",
    "comments of an output",
    "sessions of a person",
  ]) {
    const listing = listings.find((one) => one.name === name);
    expect(await listing?.first(), name).toBe(100);
    expect(await listing?.deepest(), name).toBe(100);
  }
  for (const listing of listings) expect(await listing.deepest(), listing.name).toBeGreaterThanOrEqual(0);
});
