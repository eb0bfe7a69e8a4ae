import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { expect, test } from "vitest";
import { PrismaClient } from "#prisma";
import { isDatabaseAway } from "./database-away.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const database = useTestDatabase();

test("a pool without a free connection is a database that is away for the moment, not a fault of ours", async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 3000 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const held = await pool.connect();
  try {
    const refused = await Promise.allSettled([
      pool.query("SELECT 1"),
      prisma.$queryRaw`SELECT 1`,
      prisma.project.findFirst(),
      prisma.$transaction(async (tx) => tx.project.findFirst()),
    ]);
    for (const outcome of refused) {
      const error: unknown = outcome.status === "rejected" ? outcome.reason : undefined;
      expect(isDatabaseAway(error), String(error)).toBe(true);
    }
  } finally {
    held.release();
    await prisma.$disconnect();
    await pool.end();
  }
});
