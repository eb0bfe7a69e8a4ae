import type { Db } from "#lib/db/client";
import type { Waiting } from "#lib/run/run-schema";
import { Prisma } from "#prisma";
import type { Demand } from "./demand.ts";
import { madeChoices } from "./demand-store.ts";

const mostAtOnce = 200;

/** Queued runs of one demand that were told something else so far. Those that wait out a retry keep that reason. */
export async function readRunsToTell(
  db: Db,
  { versionId, choices }: Demand,
  reason: Waiting | null,
): Promise<string[]> {
  const told = reason === null ? null : JSON.stringify(reason);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM run
    WHERE status = 'queued' AND version_id = ${versionId}::uuid AND waiting IS DISTINCT FROM ${told}::jsonb
      AND ${madeChoices(Prisma.sql`${JSON.stringify(choices)}::jsonb`)}
      AND (not_before IS NULL OR not_before <= now())
    ORDER BY queue_seq LIMIT ${mostAtOnce}`;
  return rows.map(({ id }) => id);
}

/** Ids of the servers that get no new runs. */
export async function readDrained(db: Db): Promise<Set<string>> {
  const rows = await db.server.findMany({ where: { drainedAt: { not: null } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}
