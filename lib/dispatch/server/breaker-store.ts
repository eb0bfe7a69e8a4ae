import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import { wakeAfterCommit, type Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { RunError } from "#lib/run/run-schema";
import { Prisma } from "#prisma";
import { breakerAfter, culpritOf, verdictOf, type Breaker, type Fault } from "./breaker.ts";
import { liveStatuses, type HeldAttempt } from "#lib/dispatch/attempt/held-attempt";

type BreakerRow = {
  faults: Fault[];
  openings: number;
  openUntil: Date | null;
  trialAttemptId: string | null;
  now: Date;
};

/** Whether the row `server` has anything on its breaker that a sound end could change. */
export const hasFaults = Prisma.sql`(server.open_until IS NOT NULL OR server.faults <> '[]'::jsonb)`;

/**
 * Lets the end of an attempt speak for or against its server, in the transaction that ends it. A sound end of a server
 * without faults changes nothing; `isAtFault` is `hasFaults` of it.
 */
export async function judgeServer(
  tx: Tx,
  held: HeldAttempt,
  status: string,
  error: RunError | null,
  isAtFault: boolean,
): Promise<void> {
  const verdict = verdictOf(status, error);
  const isFault = verdict !== "sound" && verdict !== "silent";
  if (!isFault && !isAtFault) return;
  // A sound server is asked about, never locked: its other attempts end at the same time.
  const [row] = await tx.$queryRaw<(BreakerRow & { startedAt: Date })[]>`
    SELECT server.faults, server.openings, server.open_until AS "openUntil",
      server.trial_attempt_id AS "trialAttemptId", attempt.created_at AS "startedAt", clock_timestamp() AS now
    FROM server, attempt
    WHERE server.id = ${held.serverId}::uuid AND attempt.id = ${held.id}::uuid
      AND (${isFault} OR ${hasFaults})
    FOR UPDATE OF server`;
  if (row === undefined) return;
  const before = breakerOf(row);
  const ended = { id: held.id, startedAtMs: row.startedAt.getTime(), verdict, by: culpritOf(verdict, held) };
  const after = breakerAfter(before, ended, row.now.getTime());
  if (after === before) return;
  await tx.server.update({
    where: { id: held.serverId },
    data: {
      faults: [...after.faults],
      openings: after.openings,
      openUntil: after.openUntilMs === null ? null : new Date(after.openUntilMs),
      trialAttemptId: after.trialAttemptId,
    },
  });
  if (before.openUntilMs !== after.openUntilMs) await announce(tx, held, after);
}

/** The server's breaker, and the database's time to read it by. */
export async function readBreaker(db: Db, serverId: string): Promise<{ breaker: Breaker; nowMs: number }> {
  const [row] = await db.$queryRaw<BreakerRow[]>`
    SELECT faults, openings, open_until AS "openUntil", trial_attempt_id AS "trialAttemptId", now() AS now
    FROM server WHERE id = ${serverId}::uuid`;
  if (row === undefined) throw new Error(`There is no server ${serverId}.`);
  return { breaker: breakerOf(row), nowMs: row.now.getTime() };
}

function breakerOf({ faults, openings, openUntil, trialAttemptId }: BreakerRow): Breaker {
  return { faults, openings, openUntilMs: openUntil?.getTime() ?? null, trialAttemptId };
}

/**
 * Locks a half-open server for the trial that the caller is about to start; false when it is not half open, or
 * somebody else tries it already.
 */
export async function lockForTrial(tx: Tx, serverId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ trial: string | null }[]>`
    SELECT trial_attempt_id AS trial FROM server
    WHERE id = ${serverId}::uuid AND open_until <= now() FOR UPDATE SKIP LOCKED`;
  if (row === undefined) return false;
  if (row.trial === null) return true;
  // A statement of its own: only a fresh snapshot shows the attempt of whoever held the lock just now.
  const [live] = await tx.$queryRaw<object[]>`
    SELECT id FROM attempt WHERE id = ${row.trial}::uuid AND status IN (${Prisma.join(liveStatuses)})`;
  return live === undefined;
}

/** Notes which attempt the locked server is tried with. */
export async function startTrial(tx: Tx, serverId: string, attemptId: string): Promise<void> {
  await tx.server.update({ where: { id: serverId }, data: { trialAttemptId: attemptId } });
}

async function announce(tx: Tx, { serverId, runId }: HeldAttempt, { openUntilMs }: Breaker): Promise<void> {
  const isOpen = openUntilMs !== null;
  const data = { isOpen, runId };
  await appendEvents(tx, [{ kind: "server.changed", projectId: null, subjectId: serverId, data }]);
  await appendAudit(tx, systemActor, [
    {
      action: isOpen ? "server.breaker_opened" : "server.breaker_closed",
      subjectType: "server",
      subjectId: serverId,
      projectId: null,
      data,
    },
  ]);
  if (!isOpen) wakeAfterCommit(tx, "queue");
}
