import type { Db } from "./client.ts";
import type { Tx } from "./transaction.ts";

/**
 * Reads under a limit of time: null when Postgres needed longer. For numbers that are good to have and may cost no more
 * than this, such as how many rows an unusual filter leaves.
 */
export async function readWithin<T>(db: Db, ms: number, read: (tx: Tx) => Promise<T>): Promise<T | null> {
  try {
    return await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(ms)}, true)`;
      return read(tx);
    });
  } catch (error) {
    if (isOutOfTime(error)) return null;
    throw error;
  }
}

/** Prisma hides the code of the database (57014, query canceled) some layers down, under changing names. */
function isOutOfTime(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 6) return false;
  return Object.entries(error).some(([name, value]) =>
    typeof value === "string" ? /code$/i.test(name) && value === "57014" : isOutOfTime(value, depth + 1),
  );
}
