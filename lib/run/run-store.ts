import type { Actor } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import { appendAudit, type AuditLine, insertAudit } from "#lib/audit/audit-store";
import { notified, type Tx, wakeAfterCommit } from "#lib/db/transaction";
import { appendEvents, insertEvents, type NewEvent } from "#lib/event/event-store";
import { currentTraceparent } from "#lib/trace/traced";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { Prisma } from "#prisma";
import { fillForAnyServer } from "./fill-run.ts";
import { ownColumns, type OwnRow } from "./run-row.ts";
import type { RunError, RunStatus, Waiting } from "./run-schema.ts";
import { canMove, isFinished } from "./run-status.ts";

/** What a run is made of; what it starts without has the column's default. */
export type NewRun = {
  id: string;
  projectId: string;
  batchId: string;
  batchIndex: number;
  priority: number;
  params: CheckedParams;
  seed: string | null;
  createdAt: Date;
  parentOutputId?: string;
  rootOutputId?: string;
  generation?: number;
  grain?: string;
  reasonId?: string | null;
  reasonLabel?: string | null;
};

/**
 * Adds runs of one version by `actor` to the queue, each with its filled graph, its event and its audit line, in one
 * statement, and wakes the dispatcher with the commit. Answers their rows, in any order.
 */
export async function insertRuns(
  tx: Tx,
  actor: Actor,
  version: LoadedVersion,
  runs: readonly NewRun[],
): Promise<OwnRow[]> {
  const about = (run: NewRun) => ({
    status: "queued",
    workflow: version.workflowName,
    batchId: run.batchId,
    parentOutputId: run.parentOutputId ?? null,
  });
  const rows = runs.map((run, place) => ({ ...run, graph: fillForAnyServer(version, run.params), place }));
  const events = runs.map((run): NewEvent => ({
    kind: "run.created",
    projectId: run.projectId,
    subjectId: run.id,
    data: about(run),
  }));
  const lines = runs.map((run): AuditLine => ({
    action: "run.created",
    subjectType: "run",
    subjectId: run.id,
    projectId: run.projectId,
    data: { ...about(run), version: version.id, seed: run.seed },
  }));
  // The worker goes on with the trace of the request.
  const traceparent = currentTraceparent();
  return tx.$queryRaw<OwnRow[]>`
    WITH inserted AS (
      INSERT INTO run (id, project_id, version_id, batch_id, batch_index, params, graph, seed, priority, parent_output_id,
        root_output_id, generation, grain, reason_id, reason_label, submitter_kind, submitter_id, submitter_name,
        traceparent, created_at)
      SELECT line.id, line."projectId", ${version.id}::uuid, line."batchId", line."batchIndex", line.params, line.graph,
        line.seed, line.priority, line."parentOutputId", line."rootOutputId", coalesce(line.generation, 0), line.grain,
        line."reasonId", line."reasonLabel", ${actor.kind}, ${actor.id}, ${actor.name}, ${traceparent}, line."createdAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS line(place int, id uuid, "projectId" uuid, "batchId" uuid,
        "batchIndex" int, params jsonb, graph text, seed text, priority int, "parentOutputId" uuid, "rootOutputId" uuid,
        generation int, grain text, "reasonId" uuid, "reasonLabel" text, "createdAt" timestamptz)
      ORDER BY line.place RETURNING *
    ), told AS (${insertEvents(events)}), recorded AS (${insertAudit(actor, lines)})
    SELECT ${ownColumns} FROM inserted r, (SELECT ${notified("queue")}, ${notified("event")}) AS woken`;
}

/** Hash of a file that the server has answered from its cache: the earliest run that made it is the one repeated. */
type Repeat = { repeated?: string | null };

export type Move = {
  id: string;
  from: readonly RunStatus[];
  to: RunStatus;
  /** What to store beside; `null` clears. A run that leaves the queue stops waiting in any case. */
  patch?: {
    error?: RunError | null;
    waiting?: Waiting | null;
    notBefore?: Date | null;
    isRetry?: boolean;
  } & Repeat;
  now: Date;
};

/**
 * Moves a run along the written table by compare-and-set, with event and audit. False when the run was not (or no
 * longer) in one of the `from` statuses: somebody else moved it, and nothing was written.
 */
export async function moveRun(tx: Tx, actor: Actor, { id, ...step }: Move): Promise<boolean> {
  const moved = await tx.$queryRaw<{ id: string }[]>`
    WITH ${moveRuns(actor, step, Prisma.sql`run.id = ${id}::uuid`)} SELECT id FROM moved`;
  if (moved.length === 0) return false;
  wakeAfterCommit(tx, "event");
  if (step.to === "queued") wakeAfterCommit(tx, "queue");
  return true;
}

/** Moves the runs of a batch that are in one of the `from` statuses, as `moveRun` does one. */
export async function moveBatch(
  tx: Tx,
  actor: Actor,
  batchId: string,
  step: Omit<Move, "id">,
): Promise<void> {
  const isOfBatch = Prisma.sql`run.batch_id = ${batchId}::uuid`;
  // In the order of the queue, or two who move many at once could wait for each other.
  await tx.$executeRaw`
    SELECT 1 FROM run WHERE ${isOfBatch} AND status IN (${Prisma.join([...step.from])}) ORDER BY queue_seq FOR UPDATE`;
  const moved = await tx.$queryRaw<{ id: string }[]>`
    WITH ${moveRuns(actor, step, isOfBatch)} SELECT id FROM moved`;
  if (moved.length === 0) return;
  wakeAfterCommit(tx, "event");
  if (step.to === "queued") wakeAfterCommit(tx, "queue");
}

function earlierRun(sha256: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT earlier.run_id FROM output earlier
    WHERE earlier.sha256 = ${sha256} AND earlier.project_id = run.project_id AND earlier.run_id <> run.id
    ORDER BY earlier.created_at LIMIT 1)`;
}

/** As if it had just been asked for: it waits for its turn again, and what it lost before no longer counts. */
const retried = Prisma.sql`, started_at = NULL, finished_at = NULL, not_before = NULL, cancel_requested_at = NULL,
  attempts_before_retry = (SELECT coalesce(max(attempt.number), 0) FROM attempt WHERE attempt.run_id = run.id)`;

/**
 * The parts of a statement that move the runs for which `which` holds, with event and audit: `moved` has the id of
 * each that was in one of the `from` statuses. Back in the queue, the next attempt counts its progress from zero.
 * Whoever runs the statement wakes the listeners.
 */
export function moveRuns(
  actor: Actor,
  { from, to, patch = {}, now }: Omit<Move, "id">,
  which: Prisma.Sql,
): Prisma.Sql {
  const forbidden = from.find((status) => !canMove(status, to));
  if (forbidden !== undefined) throw new Error(`A run cannot move from ${forbidden} to ${to}.`);
  const also = [
    ...(patch.error === undefined ? [] : [Prisma.sql`, error = ${orNull(patch.error)}::jsonb`]),
    ...(patch.notBefore === undefined ? [] : [Prisma.sql`, not_before = ${patch.notBefore}`]),
    ...(isFinished(to) ? [Prisma.sql`, finished_at = ${now}`] : []),
    ...(patch.isRetry ? [retried] : []),
    ...(patch.repeated ? [Prisma.sql`, repeats_run_id = ${earlierRun(patch.repeated)}`] : []),
    ...(to === "running" ? [Prisma.sql`, started_at = coalesce(run.started_at, ${now})`] : []),
  ];
  const error = patch.error?.code ?? null;
  return Prisma.sql`
    moved AS (
      UPDATE run SET status = ${to}, waiting = ${orNull(patch.waiting)}::jsonb ${Prisma.join([Prisma.empty, ...also], "")}
      WHERE ${which} AND run.status IN (${Prisma.join([...from])})
      RETURNING run.id, run.project_id, run.batch_id
    ), moved_told AS (
      INSERT INTO event (kind, project_id, subject_id, data)
      SELECT 'run.changed', project_id, id::text,
        jsonb_build_object('status', ${to}::text, 'batchId', batch_id, 'error', ${error}::text)
      FROM moved
    ), moved_recorded AS (
      INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data)
      SELECT ${actor.kind}, ${actor.id}, ${actor.name}, ${`run.${to}`}, 'run', id::text, project_id,
        jsonb_build_object('status', ${to}::text, 'batchId', batch_id, 'error', ${error}::text)
      FROM moved
    ), moved_restarted AS (
      DELETE FROM run_progress USING moved WHERE run_progress.run_id = moved.id AND ${to}::text = 'queued'
    )`;
}

/** Says why a queued run does not start yet, or (null) that nothing holds it back. Silent when nothing changes. */
export async function setWaiting(tx: Tx, runId: string, waiting: Waiting | null): Promise<void> {
  const told = waiting === null ? null : JSON.stringify(waiting);
  const changed = await tx.$queryRaw<{ project_id: string; batch_id: string }[]>`
    UPDATE run SET waiting = ${told}::jsonb
    WHERE id = ${runId}::uuid AND status = 'queued' AND waiting IS DISTINCT FROM ${told}::jsonb
    RETURNING project_id, batch_id`;
  await appendEvents(
    tx,
    changed.map(({ project_id, batch_id }) => ({
      kind: "run.changed",
      projectId: project_id,
      subjectId: runId,
      data: { status: "queued", batchId: batch_id, waiting: waiting?.code ?? null },
    })),
  );
}

/** Holds the run still until the transaction ends: it moves neither out of the queue nor back into it meanwhile. */
export async function lockRun(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM run WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Asks the worker to end a running run. False when it is not running, or was asked already. */
export async function requestCancel(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const [asked] = await tx.run.updateManyAndReturn({
    where: { id, status: "running", cancelRequestedAt: null },
    data: { cancelRequestedAt: now },
    select: { projectId: true, batchId: true },
  });
  if (asked === undefined) return false;
  const data = { status: "running", batchId: asked.batchId, cancelRequested: true };
  await recordChange(tx, actor, "run.cancel_requested", { id, projectId: asked.projectId, data });
  wakeAfterCommit(tx, "cancel");
  return true;
}

async function recordChange(
  tx: Tx,
  actor: Actor,
  action: string,
  { id, projectId, data }: { id: string; projectId: string; data: Prisma.InputJsonObject },
): Promise<void> {
  await appendEvents(tx, [{ kind: "run.changed", projectId, subjectId: id, data }]);
  await appendAudit(tx, actor, [{ action, subjectType: "run", subjectId: id, projectId, data }]);
}

function orNull(value: RunError | Waiting | null | undefined): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
