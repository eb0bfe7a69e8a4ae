import type { Db } from "#lib/db/client";

/** Pictures that have no perceptual hash yet, by their content; at most `limit`. */
export async function findUnhashedFiles(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ sha256: string }[]>`
    SELECT sha256 FROM file WHERE perceptual_hash IS NULL AND width IS NOT NULL ORDER BY sha256 LIMIT ${limit}`;
  return rows.map(({ sha256 }) => sha256);
}
