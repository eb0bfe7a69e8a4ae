import type { Db } from "#lib/db/client";

export type Swept = { keys: number; events: number };

/** Forgets first answers after 48 hours (24 are promised) and events after 7 days; screens re-read by then. */
export async function sweepOld(db: Db): Promise<Swept> {
  const keys = await db.$executeRaw`DELETE FROM idempotency WHERE created_at < now() - interval '48 hours'`;
  const events = await db.$executeRaw`DELETE FROM event WHERE created_at < now() - interval '7 days'`;
  return { keys, events };
}
