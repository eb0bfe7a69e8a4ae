import { systemActor } from "#lib/account/actor";
import { type AuditLine, insertAudit } from "#lib/audit/audit-store";
import { type Db, queryRows } from "#lib/db/client";
import { inTransaction, notified, wakeAfterCommit, type Tx } from "#lib/db/transaction";
import { wake } from "#lib/db/wake";
import { insertEvents } from "#lib/event/event-store";
import { type CollectedFile, madeOutputs } from "#lib/output/output-store";
import type { AttemptStatus, RunError } from "#lib/run/run-schema";
import { moveRuns } from "#lib/run/run-store";
import { Prisma } from "#prisma";
import { hasFaults, judgeServer } from "#lib/dispatch/server/breaker-store";
import { FenceLost, liveStatuses, type HeldAttempt } from "./held-attempt.ts";

/** Statuses only move forward; a step that comes late (the socket was faster) is skipped. */
const order: readonly AttemptStatus[] = liveStatuses;

/**
 * Moves a live attempt forward, with event and audit. `collecting` gives its slot back: the server has shown that the
 * prompt is off its hands, and fetching the files keeps no other run waiting. Throws `FenceLost` when another worker
 * holds it now.
 */
export async function advanceAttempt(
  db: Db,
  held: HeldAttempt,
  status: "accepted" | "executing" | "collecting",
): Promise<void> {
  if (order.indexOf(held.status) >= order.indexOf(status)) return;
  const [row] = await queryRows<{ held: boolean }>(
    db,
    Prisma.sql`WITH ${advanced(held, status, Prisma.sql`true`)} SELECT ${isHeld(held)} AS held`,
  );
  if (row?.held !== true) throw new FenceLost(held.id);
  held.status = status;
  wake(db, "event");
  if (status === "collecting") wake(db, "queue");
}

/**
 * The parts of a statement that move a live attempt forward, with event and audit; `written` has it when it moved.
 * `collecting` gives its slot back where `isSlotLeft` holds.
 */
export function advanced(
  held: HeldAttempt,
  status: "accepted" | "executing" | "collecting",
  isSlotLeft: Prisma.Sql,
): Prisma.Sql {
  const { id, runId, projectId, batchId } = held;
  const data = { status: "running", batchId, attempt: status };
  const isWritten = Prisma.sql`EXISTS (SELECT FROM written)`;
  const event = { kind: "run.changed", projectId, subjectId: runId, data } as const;
  return Prisma.sql`
    ${writeAttempt(held, order.slice(0, order.indexOf(status)), status, null)}, told AS (
      ${insertEvents([event], Prisma.sql`WHERE ${isWritten}`)}
    ), ${freedSlot(id, Prisma.sql`${status} = 'collecting' AND ${isWritten} AND ${isSlotLeft}`)}`;
}

/** Whether the attempt is still this worker's. */
export function isHeld({ id, fence }: HeldAttempt): Prisma.Sql {
  return Prisma.sql`EXISTS (
      SELECT FROM attempt WHERE fence = ${fence} AND id = ${id}::uuid AND status IN (${Prisma.join(liveStatuses)})
    )`;
}

/**
 * Notes down what is about to be posted, where the claim could not or was long ago. Throws `FenceLost` when another
 * worker holds the attempt now.
 */
export async function storeGraph(db: Db, held: HeldAttempt, graph: string): Promise<void> {
  const stored = await db.$executeRaw`
    UPDATE attempt SET graph = ${graph}
    WHERE id = ${held.id}::uuid AND fence = ${held.fence} AND status = 'submitting'`;
  if (stored !== 1) throw new FenceLost(held.id);
  held.graph = graph;
}

/** Notes on a live attempt what holds it up, or (null) that nothing does. */
export async function noteTrouble(db: Db, held: HeldAttempt, error: RunError | null): Promise<void> {
  const told = error === null ? null : JSON.stringify(error);
  const written = await db.$executeRaw`
    UPDATE attempt SET error = ${told}::jsonb
    WHERE id = ${held.id}::uuid AND fence = ${held.fence} AND status IN (${Prisma.join(liveStatuses)})`;
  if (written !== 1) throw new FenceLost(held.id);
}

/**
 * Ends a live attempt in the caller's transaction, and lets it speak for or against its server. Throws `FenceLost`
 * when another worker holds it now.
 */
export async function endAttempt(
  tx: Tx,
  held: HeldAttempt,
  status: "done" | "lost" | "refused" | "interrupted",
  error: RunError | null,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ written: number; at_fault: boolean }[]>`
    WITH ${writeAttempt(held, liveStatuses, status, error)}
    SELECT (SELECT count(*)::int FROM written) AS written, ${hasFaults} AS at_fault
    FROM server WHERE server.id = ${held.serverId}::uuid`;
  if (row?.written !== 1) throw new FenceLost(held.id);
  await judgeServer(tx, held, status, error, row.at_fault);
}

/**
 * Ends a live attempt as `done` and its run with it, outputs and all, in one statement: one round trip and one wait for
 * the disk. Only where the server has faults, which a sound end may take from it, is a transaction needed. Throws
 * `FenceLost` when another worker holds the attempt now; then nothing was written.
 */
export async function endDone(
  db: Db,
  held: HeldAttempt,
  workflowId: string,
  files: readonly CollectedFile[],
  error: RunError | null,
  isFromCache: boolean,
): Promise<void> {
  const now = new Date();
  const { id: attemptId, runId: id, projectId, serverId } = held;
  const isWritten = Prisma.sql`EXISTS (SELECT FROM written)`;
  async function write(on: Db | Tx, only: Prisma.Sql): Promise<{ isWritten: boolean; isAtFault: boolean }> {
    const run = { id, projectId, workflowId, attemptId, isFromCache };
    const move = {
      from: ["running"],
      to: error === null ? "succeeded" : "failed",
      patch: { error, repeated: isFromCache ? (files[0]?.file.sha256 ?? null) : null },
      now,
    } as const;
    // The run's slot went to the next one when its files were begun to be collected.
    const [row] = await queryRows<{ written: number; at_fault: boolean }>(
      on,
      Prisma.sql`
      WITH ${writeAttempt(held, liveStatuses, "done", error, only)},
      ${madeOutputs(systemActor, run, files, now, isWritten)},
      ${moveRuns(systemActor, move, Prisma.sql`run.id = ${id}::uuid AND (SELECT count(*) FROM created_told) > 0`)}
      SELECT (SELECT count(*)::int FROM written) AS written, ${hasFaults} AS at_fault, ${notified("event")}
      FROM server WHERE server.id = ${serverId}::uuid`,
    );
    return { isWritten: row?.written === 1, isAtFault: row?.at_fault === true };
  }
  const isSound = Prisma.sql`EXISTS (SELECT FROM server WHERE server.id = ${serverId}::uuid AND NOT ${hasFaults})`;
  const isRunning = Prisma.sql`EXISTS (SELECT FROM run WHERE run.id = ${id}::uuid AND run.status = 'running')`;
  const done = await write(db, Prisma.sql`${isSound} AND ${isRunning}`);
  if (done.isWritten) return;
  if (!done.isAtFault) throw new FenceLost(attemptId);
  await inTransaction(db, async (tx) => {
    const { isWritten: isDone, isAtFault } = await write(tx, isRunning);
    if (!isDone) throw new FenceLost(attemptId);
    await judgeServer(tx, held, "done", error, isAtFault);
  });
}

/**
 * Gives the attempt's slot back, if it has it still. Only after the server was asked, or never heard of the attempt.
 */
export async function freeSlot(tx: Tx, attemptId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ freed: number }[]>`
    WITH ${freedSlot(attemptId, Prisma.sql`true`)} SELECT count(*)::int AS freed FROM freed`;
  if (row?.freed === 1) wakeAfterCommit(tx, "queue");
}

/**
 * The parts of a statement that give the attempt's slot back if `only` holds, or remove it when the server's capacity
 * was made smaller meanwhile.
 */
function freedSlot(attemptId: string, only: Prisma.Sql): Prisma.Sql {
  const isSlot = Prisma.sql`slot.attempt_id = ${attemptId}::uuid AND server.id = slot.server_id AND ${only}`;
  return Prisma.sql`
    freed_surplus AS (
      DELETE FROM server_slot slot USING server WHERE ${isSlot} AND slot.index >= server.capacity
    ), freed AS (
      UPDATE server_slot slot SET attempt_id = NULL FROM server WHERE ${isSlot} AND slot.index < server.capacity
      RETURNING slot.index
    )`;
}

/**
 * The parts of a statement that write an attempt down, with audit; `written` is empty when the fence was lost, or when
 * it was not in one of the `from` statuses: a commit whose answer was lost has written it already. Also empty when `only`
 * does not hold. `error` is of an attempt that ends; one that goes on keeps what `noteTrouble` wrote while its slot was
 * being given back.
 */
function writeAttempt(
  held: HeldAttempt,
  from: readonly AttemptStatus[],
  status: AttemptStatus,
  error: RunError | null,
  only: Prisma.Sql = Prisma.sql`true`,
): Prisma.Sql {
  const { id, runId, projectId } = held;
  const told = error === null ? null : JSON.stringify(error);
  const line: AuditLine = {
    action: `attempt.${status}`,
    subjectType: "attempt",
    subjectId: id,
    projectId,
    data: { runId, error: error?.code ?? null },
  };
  return Prisma.sql`
    written AS (
      UPDATE attempt SET status = ${status},
        error = CASE WHEN ${status} IN (${Prisma.join(liveStatuses)}) THEN error ELSE ${told}::jsonb END,
        accepted_at = CASE WHEN ${status} IN ('accepted', 'executing') THEN coalesce(accepted_at, now()) ELSE accepted_at END,
        executing_at = CASE WHEN ${status} = 'executing' THEN now() ELSE executing_at END,
        finished_at = CASE WHEN ${status} IN (${Prisma.join(liveStatuses)}) THEN NULL ELSE now() END
      WHERE id = ${id}::uuid AND fence = ${held.fence} AND status IN (${Prisma.join([...from])}) AND ${only}
      RETURNING id
    ), written_recorded AS (
      ${insertAudit(systemActor, [line], Prisma.sql`WHERE EXISTS (SELECT FROM written)`)}
    )`;
}

/** How often this run lost an attempt for this reason before, since it was last retried by somebody. */
export async function countLosses(tx: Tx, runId: string, code: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ losses: number }[]>`
    SELECT count(*)::int AS losses FROM attempt JOIN run ON run.id = attempt.run_id
    WHERE run_id = ${runId}::uuid AND attempt.error->>'code' = ${code} AND number > run.attempts_before_retry
      AND attempt.status NOT IN (${Prisma.join(liveStatuses)})`;
  return row?.losses ?? 0;
}

/** Whether somebody wants the run canceled; locks the row so that the answer stays true until the commit. */
export async function lockCancelRequest(tx: Tx, runId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ asked: boolean }[]>`
    SELECT cancel_requested_at IS NOT NULL AS asked FROM run WHERE id = ${runId}::uuid FOR UPDATE`;
  return row?.asked ?? false;
}

/** Keeps a run in the queue for a while, by the database's clock. */
export async function delayRun(tx: Tx, runId: string, delayMs: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET not_before = now() + ${delayMs} * interval '1 millisecond' WHERE id = ${runId}::uuid`;
}
