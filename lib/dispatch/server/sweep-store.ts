import type { Db } from "#lib/db/client";
import { Prisma } from "#prisma";
import { liveStatuses } from "#lib/dispatch/attempt/held-attempt";

/** Attempts that have ended and still occupy a slot of the server, because it could not be asked at the time. */
export async function readHeldSlots(db: Db, serverId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT attempt.id FROM server_slot slot JOIN attempt ON attempt.id = slot.attempt_id
    WHERE slot.server_id = ${serverId}::uuid AND attempt.status NOT IN (${Prisma.join(liveStatuses)})`;
  return rows.map(({ id }) => id);
}

/** Of these prompt ids, attempts that have ended. Everything else there is somebody else's work, or still wanted. */
export async function readEnded(db: Db, promptIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM attempt
    WHERE id = ANY(${[...promptIds]}::uuid[]) AND status NOT IN (${Prisma.join(liveStatuses)})`;
  return rows.map(({ id }) => id);
}
