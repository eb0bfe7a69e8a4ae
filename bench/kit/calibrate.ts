import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { median } from "./stats.ts";

export type Calibration = {
  /** Hashing 64 MB. */
  hashMs: number;
  /** Committing 1,000 single rows; null where no database takes part. */
  commitMs: number | null;
  /** More than 1.5 times slower than the reference: absolute times mean nothing then. */
  isLoaded: boolean;
};

/** Taken on an idle machine of the kind the ceilings were set on: 2 cores, virtual, local SSD. */
const reference = { hashMs: 39, commitMs: 460 };
const allowance = 1.5;

/** How quick this machine is right now. Before a measurement, and the reason to believe its absolute times or not. */
export async function calibrate(databaseUrl: string | null): Promise<Calibration> {
  const hashMs = hashFigure();
  const commitMs = databaseUrl === null ? null : await commitFigure(databaseUrl);
  const isLoaded = hashMs > reference.hashMs * allowance || (commitMs ?? 0) > reference.commitMs * allowance;
  return { hashMs, commitMs, isLoaded };
}

function hashFigure(): number {
  const block = randomBytes(64 * 1024 * 1024);
  return median(
    [1, 2, 3].map(() => {
      const startedMs = performance.now();
      createHash("sha256").update(block).digest();
      return performance.now() - startedMs;
    }),
  );
}

async function commitFigure(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("CREATE TABLE IF NOT EXISTS bench_calibration (id int)");
    const startedMs = performance.now();
    for (let row = 0; row < 1000; row += 1) {
      await client.query("INSERT INTO bench_calibration VALUES ($1)", [row]);
    }
    return performance.now() - startedMs;
  } finally {
    await client.query("DROP TABLE IF EXISTS bench_calibration");
    await client.end();
  }
}
