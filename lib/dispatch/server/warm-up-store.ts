import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import { inTransaction, wakeAfterCommit } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { Prisma } from "#prisma";

/** What is known of a server's warm-up, by the database's clock. */
export type WarmUp = {
  /** The prompt it was last warmed up with, or is just now. */
  promptId: string | null;
  startedAtMs: number | null;
  /** When to give up on the one under way; null when none is. */
  dueAtMs: number | null;
  /** Why the last one did not end well. */
  problem: string | null;
  isDrained: boolean;
  nowMs: number;
};

type WarmUpRow = {
  promptId: string | null;
  startedAt: Date | null;
  dueAt: Date | null;
  problem: string | null;
  isDrained: boolean;
  now: Date;
};

export async function readWarmUp(db: Db, serverId: string): Promise<WarmUp> {
  const [row] = await db.$queryRaw<WarmUpRow[]>`
    SELECT warm_prompt_id AS "promptId", warm_started_at AS "startedAt", warm_problem AS problem,
      (SELECT max(reserved_until) FROM server_slot WHERE server_id = server.id) AS "dueAt",
      drained_at IS NOT NULL AS "isDrained", now() AS now
    FROM server WHERE id = ${serverId}::uuid`;
  if (row === undefined) throw new Error(`There is no server ${serverId}.`);
  return {
    promptId: row.promptId,
    startedAtMs: row.startedAt?.getTime() ?? null,
    dueAtMs: row.dueAt?.getTime() ?? null,
    problem: row.problem,
    isDrained: row.isDrained,
    nowMs: row.now.getTime(),
  };
}

/**
 * Keeps the server's free slots for a warm-up and answers the id of its prompt, which is stored before it is posted.
 * Null when another worker was faster (the last warm-up is no longer `last`), or when no slot is free.
 */
export async function beginWarmUp(
  db: Db,
  serverId: string,
  last: string | null,
  atMostMs: number,
): Promise<string | null> {
  const promptId = newId();
  return inTransaction(db, async (tx) => {
    const [row] = await tx.$queryRaw<{ promptId: string | null }[]>`
      SELECT warm_prompt_id AS "promptId" FROM server WHERE id = ${serverId}::uuid FOR UPDATE`;
    if (row === undefined || row.promptId !== last) return null;
    const reserved = await tx.$executeRaw`
      UPDATE server_slot SET reserved_until = now() + ${atMostMs} * interval '1 millisecond'
      WHERE (server_id, index) IN (
        SELECT server_id, index FROM server_slot
        WHERE server_id = ${serverId}::uuid AND attempt_id IS NULL FOR UPDATE SKIP LOCKED)`;
    if (reserved === 0) return null;
    await tx.$executeRaw`
      UPDATE server SET warm_prompt_id = ${promptId}::uuid, warm_started_at = now(), warm_problem = NULL
      WHERE id = ${serverId}::uuid`;
    await appendAudit(tx, systemActor, [
      {
        action: "server.warm_up_started",
        subjectType: "server",
        subjectId: serverId,
        projectId: null,
        data: { promptId },
      },
    ]);
    return promptId;
  });
}

/** Ends the warm-up `promptId`, whoever began it, and gives its slots back. Nothing when it is not under way. */
export async function endWarmUp(
  db: Db,
  serverId: string,
  promptId: string,
  problem: string | null,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    // Slots before their server, as a claim locks them.
    const freed = await tx.$executeRaw`
      UPDATE server_slot slot SET reserved_until = NULL FROM server
      WHERE server.id = ${serverId}::uuid AND server.warm_prompt_id = ${promptId}::uuid
        AND slot.server_id = server.id AND slot.reserved_until IS NOT NULL`;
    if (freed === 0) return;
    await tx.$executeRaw`UPDATE server SET warm_problem = ${problem} WHERE id = ${serverId}::uuid`;
    wakeAfterCommit(tx, "queue");
  });
}

/** Versions that could lend the server their warm-up: the one it last ran, then what is published, by title. */
export async function readWarmUpVersions(db: Db, serverId: string): Promise<string[]> {
  const [server, published] = await Promise.all([
    db.server.findUnique({ where: { id: serverId }, select: { lastVersionId: true } }),
    db.workflow.findMany({
      where: { problems: { equals: Prisma.DbNull }, publishedVersionId: { not: null } },
      orderBy: [{ title: "asc" }, { name: "asc" }],
      select: { publishedVersionId: true },
    }),
  ]);
  const ids = [server?.lastVersionId, ...published.map(({ publishedVersionId }) => publishedVersionId)];
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}
