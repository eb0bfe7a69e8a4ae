import type { Db } from "#lib/db/client";
import { newId } from "#lib/ids";

/** So many tries to sign in within this time, counted in Postgres and so over all processes. */
export const tryLimit = { count: 5, windowMs: 60_000 } as const;

/**
 * Takes one try for `key`. Returns null when it is allowed, else the seconds to wait. The count starts anew only
 * when the last allowed try is a whole window ago, so no minute ever sees more than the limit.
 */
export async function takeTry(db: Db, key: string, now: Date): Promise<number | null> {
  const time = BigInt(now.getTime());
  const windowStart = time - BigInt(tryLimit.windowMs);
  const [held] = await db.$queryRaw<{ count: number; last_request: bigint }[]>`
    INSERT INTO rate_limit AS held (id, key, count, last_request) VALUES (${newId()}, ${key}, 1, ${time})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN held.last_request <= ${windowStart} THEN 1
                   ELSE LEAST(held.count + 1, ${tryLimit.count} + 1) END,
      last_request = CASE WHEN held.last_request <= ${windowStart} OR held.count < ${tryLimit.count}
                          THEN ${time} ELSE held.last_request END
    RETURNING count, last_request`;
  if (held === undefined) throw new Error("The try was not counted.");
  if (held.count <= tryLimit.count) return null;
  const waitMs = Number(held.last_request - windowStart);
  return Math.max(1, Math.ceil(waitMs / 1000));
}

/** Gives a try back that turned out to be honest, and forgets what nobody has used for an hour. */
export async function giveBackTry(db: Db, key: string, now: Date): Promise<void> {
  await db.$executeRaw`UPDATE rate_limit SET count = GREATEST(count - 1, 0) WHERE key = ${key}`;
  const hourAgo = BigInt(now.getTime() - 3_600_000);
  await db.rateLimit.deleteMany({ where: { lastRequest: { lt: hourAgo } } });
}
