import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { appendEvents } from "#lib/event/event-store";
import { dayOf, quotaOf, whyNotSoMany } from "./quota-day.ts";
import type { ChangeQuota, Quota } from "./quota-schema.ts";

/** How much of its day a project has used. */
export async function countQuota(db: Db | Tx, projectId: string, now: Date): Promise<Quota> {
  const { dailyRuns } = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { dailyRuns: true },
  });
  return quotaOf(dailyRuns, await countRuns(db, projectId, now), now);
}

/**
 * Makes sure that the project may start `count` more runs today. Whoever asks next waits for this transaction, so that
 * two who ask at once do not both get the last one. 429 with what is left and, as Retry-After, when the day is over.
 */
export async function takeFromQuota(tx: Tx, projectId: string, count: number, now: Date): Promise<void> {
  // Weaker than what foreign keys ask for: nobody who only writes of the project waits for it.
  const [limited] = await tx.$queryRaw<{ daily_runs: number }[]>`
    SELECT daily_runs FROM project WHERE id = ${projectId}::uuid AND daily_runs IS NOT NULL FOR NO KEY UPDATE`;
  if (limited === undefined) return;
  const quota = quotaOf(limited.daily_runs, await countRuns(tx, projectId, now), now);
  const refusal = whyNotSoMany(quota, count, now.getTime());
  if (refusal === undefined) return;
  throw new AppError("quota_used_up", refusal, {
    fields: [{ path: "/count", message: refusal }],
    current: quota,
    retryAfterSeconds: Math.ceil((dayOf(now).to.getTime() - now.getTime()) / 1000),
  });
}

/** Writes how many runs a project may start in a day, with audit and event; nothing when that is so already. */
export async function writeQuota(
  tx: Tx,
  actor: Actor,
  projectId: string,
  { dailyRuns }: ChangeQuota,
): Promise<void> {
  const before = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { dailyRuns: true },
  });
  if (before.dailyRuns === dailyRuns) return;
  await tx.project.update({ where: { id: projectId }, data: { dailyRuns } });
  const data = { dailyRuns, before: before.dailyRuns };
  await appendAudit(tx, actor, [
    { action: "project.quota_changed", subjectType: "project", subjectId: projectId, projectId, data },
  ]);
  await appendEvents(tx, [
    { kind: "project.changed", projectId, subjectId: projectId, data: { what: "quota" } },
  ]);
}

const givenBack = { status: "canceled", startedAt: null, attemptsBeforeRetry: 0 };

/** Runs asked for today. What was canceled before it started cost nobody anything. */
function countRuns(db: Db | Tx, projectId: string, now: Date): Promise<number> {
  return db.run.count({
    where: { projectId, createdAt: { gte: dayOf(now).from }, NOT: givenBack },
  });
}
