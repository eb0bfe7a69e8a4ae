import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { createDb, type Db } from "#lib/db/client";
import { learnStatements } from "./learn-statements.ts";

const database = useTestDatabase();
const connections = 3;

test("each connection knows the statements afterwards, and nothing has changed", async () => {
  const db = createDb({ url: database.url, poolSize: connections, keepsPlans: true });
  try {
    await learnStatements(db, connections);
    const known = await Promise.all(Array.from({ length: connections }, () => knownOn(db)));
    expect(new Set(known.map(({ pid }) => pid)).size).toBe(connections);
    for (const { statements } of known) expect(statements).toBe(5);
    for (const { rows } of await counts()) expect(rows).toBe(0);
  } finally {
    await db.$disconnect();
  }
});

/** How many statements that write attempts have a plan on whichever connection this is. */
async function knownOn(db: Db): Promise<{ pid: number; statements: number }> {
  const [row] = await db.$queryRaw<{ pid: number; statements: number }[]>`
    SELECT pg_backend_pid() AS pid, (
      SELECT count(*)::int FROM pg_prepared_statements WHERE statement ~ '(INTO|UPDATE) attempt' AND generic_plans > 0
    ) AS statements`;
  if (row === undefined) throw new Error("Postgres told nothing.");
  return row;
}

/** How many rows there are of what runs leave behind. */
async function counts(): Promise<{ rows: number }[]> {
  return database.db.$queryRaw`
    SELECT count(*)::int AS rows FROM run UNION ALL SELECT count(*)::int FROM attempt
    UNION ALL SELECT count(*)::int FROM event UNION ALL SELECT count(*)::int FROM audit
    UNION ALL SELECT count(*)::int FROM output UNION ALL SELECT count(*)::int FROM queue_turn`;
}
