import { systemActor } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import { type Db, queryRows } from "#lib/db/client";
import { inTransaction, wakeAfterCommit, type Tx } from "#lib/db/transaction";
import { wake } from "#lib/db/wake";
import { newId } from "#lib/ids";
import { moveRuns } from "#lib/run/run-store";
import { Prisma } from "#prisma";
import { advanced, isHeld } from "#lib/dispatch/attempt/attempt-store";
import { lockForTrial, startTrial } from "#lib/dispatch/server/breaker-store";
import type { Choices } from "./demand.ts";
import { madeChoices } from "./demand-store.ts";
import { FenceLost, type HeldAttempt } from "#lib/dispatch/attempt/held-attempt";

/** A version and a server that can run it, when the run made these choices. */
export type Fit = { versionId: string; serverId: string; choices?: Choices };

/** `isAnyLeft` tells whether other runs are in the queue, for whatever server. */
export type Claim = { attempt: HeldAttempt; isAnyLeft: boolean };

type TakenRow = {
  run_id: string;
  project_id: string;
  batch_id: string;
  version_id: string;
  params: CheckedParams;
  graph: string | null;
  grain: string | null;
  server_id: string;
  number: number;
  fence: string;
  any_left: boolean;
};

/** One row in any case: whether the giver is still this worker's, and what was taken, if anything. */
type ClaimRow = { giver_held: boolean } & (TakenRow | { [Column in keyof TakenRow]: null });

/**
 * Slots kept for a warm-up are not to be had, nor those that a smaller capacity has no place for. The slot that an
 * attempt gives back in the same statement is.
 */
function isSlotFree(giver: HeldAttempt | null): Prisma.Sql {
  const isEmpty =
    giver === null
      ? Prisma.sql`slot.attempt_id IS NULL`
      : Prisma.sql`(slot.attempt_id IS NULL OR slot.attempt_id = (SELECT id FROM written))`;
  return Prisma.sql`slot.server_id = fit.server_id AND ${isEmpty} AND slot.index < server.capacity
  AND (slot.reserved_until IS NULL OR slot.reserved_until <= now())`;
}

/** A run that may start now. */
const isDue = Prisma.sql`run.status = 'queued' AND (run.not_before IS NULL OR run.not_before <= now())`;

/** Whether the fit is for the choices that the run made. */
const suits = madeChoices(Prisma.sql`fit.choices`);
const suitsAny = Prisma.sql`EXISTS (SELECT FROM fit WHERE fit.version_id = run.version_id AND ${suits})`;

/** The line's version is loaded on a server that is full just now and on none that is free: that one will take it. */
const isAtHomeElsewhere = Prisma.sql`turn.version_id IN (SELECT version_id FROM full_server)
  AND NOT EXISTS (
    SELECT FROM fit JOIN server ON server.id = fit.server_id
    WHERE fit.version_id = turn.version_id AND server.last_version_id = turn.version_id)`;

/** The runs of one line: of one version, by one person in one project, of one priority. */
function inLine(line: "line" | "turn"): Prisma.Sql {
  const [version, project, submitter, priority] = [
    "version_id",
    "project_id",
    "submitter_id",
    "priority",
  ].map((column) => Prisma.raw(`run.${column} = ${line}.${column}`));
  return Prisma.sql`${version} AND ${project} AND ${submitter} AND ${priority}`;
}

/** So long without a turn counts as much as one step of priority. */
const ageingSeconds = 600;

/**
 * Takes the run whose turn it is together with a free slot of a server that fits, and opens its attempt, in one
 * statement: both rows are locked, so two workers can neither take the same run nor overshoot a server. Null when
 * nothing fits.
 *
 * Turns go round between projects and, inside a project, between people: whoever was served least recently by the
 * servers in question is next, with their oldest run. A higher priority goes first; a line that has waited is raised
 * step by step, up to the highest that waits. A run whose attempt was lost has had its turn and waits for no other.
 * (docs/decisions/015-turns.md)
 *
 * A version that is loaded on a full server leaves free ones to versions that are not, as long as there are any, so
 * that several workflows settle on servers of their own instead of driving each other out of memory.
 *
 * Of the servers that fit, one that has not failed this run before is preferred, then an idle one to a second slot of
 * a busy one, then the one that last ran the same version (its models are loaded), then the heavier weight. A server
 * whose breaker is open gets nothing, unless it is `trialServerId` and the only one among the fits: then it gets this
 * one run when nobody else is trying it.
 */
export async function claimRun(
  db: Db,
  workerId: string,
  fits: readonly Fit[],
  leaseMs: number,
  now: Date,
  trialServerId: string | null = null,
): Promise<Claim | null> {
  if (fits.length === 0) return null;
  if (trialServerId === null) {
    const { claim } = await takeRun(db, workerId, fits, leaseMs, now, {});
    if (claim !== null) wake(db, "event");
    return claim;
  }
  return inTransaction(db, async (tx) => {
    if (!(await lockForTrial(tx, trialServerId))) return null;
    const { claim } = await takeRun(tx, workerId, fits, leaseMs, now, { trialServerId });
    if (claim === null) return null;
    await startTrial(tx, trialServerId, claim.attempt.id);
    wakeAfterCommit(tx, "event");
    return claim;
  });
}

/**
 * Moves `giver` on to collecting and makes a claim that may have its slot, in one statement; when nobody takes it the
 * slot becomes free. Throws `FenceLost` when another worker holds the giver now.
 */
export async function handOver(
  db: Db,
  workerId: string,
  fits: readonly Fit[],
  leaseMs: number,
  now: Date,
  giver: HeldAttempt,
): Promise<Claim | null> {
  const { claim, isGiverHeld } = await takeRun(db, workerId, fits, leaseMs, now, { giver });
  if (!isGiverHeld) throw new FenceLost(giver.id);
  giver.status = "collecting";
  wake(db, "event");
  if (claim === null) wake(db, "queue", workerId);
  return claim;
}

type Taken = { claim: Claim | null; isGiverHeld: boolean };

/** The one statement of a claim. */
async function takeRun(
  db: Db | Tx,
  workerId: string,
  fits: readonly Fit[],
  leaseMs: number,
  now: Date,
  { trialServerId = null, giver = null }: { trialServerId?: string | null; giver?: HeldAttempt | null },
): Promise<Taken> {
  const id = newId();
  const claimedAtMs = performance.now();
  const versions = fits.map(({ versionId }) => versionId);
  const servers = fits.map(({ serverId }) => serverId);
  const choices = fits.map((fit) => JSON.stringify(fit.choices ?? {}));
  // Hardly any version lets its runs choose files; the others are not asked run by run.
  const isSuited = choices.some((made) => made !== "{}") ? suitsAny : Prisma.sql`true`;
  const start = { from: ["queued"], to: "running", now } as const;
  const isFree = isSlotFree(giver);
  const isSlotLeft = Prisma.sql`NOT EXISTS (
    SELECT FROM free_slot WHERE free_slot.server_id = slot.server_id AND free_slot.index = slot.index)`;
  const given = giver ? Prisma.sql`${advanced(giver, "collecting", isSlotLeft)},` : Prisma.empty;
  const statement = Prisma.sql`
    WITH RECURSIVE ${given} fit AS (
      SELECT fit.version_id, fit.server_id, fit.choices::jsonb AS choices
      FROM unnest(${versions}::uuid[], ${servers}::uuid[], ${choices}::text[]) AS fit (version_id, server_id, choices)
      JOIN server ON server.id = fit.server_id AND server.drained_at IS NULL AND server.removed_at IS NULL
        AND (server.open_until IS NULL OR server.id = ${trialServerId}::uuid)
      WHERE EXISTS (SELECT FROM server_slot slot WHERE ${isFree})
    ), full_server AS (
      SELECT server.last_version_id AS version_id
      FROM server JOIN (SELECT DISTINCT unnest(${servers}::uuid[]) AS server_id) fit ON fit.server_id = server.id
      WHERE NOT EXISTS (SELECT FROM server_slot slot WHERE ${isFree})
    ), line AS (
      SELECT ready.version_id, run.project_id, run.submitter_id, run.priority
      FROM (SELECT DISTINCT version_id FROM fit) ready CROSS JOIN LATERAL (
        SELECT project_id, submitter_id, priority FROM run
        WHERE run.status = 'queued' AND run.version_id = ready.version_id
        ORDER BY run.project_id, run.submitter_id, run.priority LIMIT 1) run
      UNION ALL
      SELECT line.version_id, run.project_id, run.submitter_id, run.priority
      FROM line CROSS JOIN LATERAL (
        SELECT project_id, submitter_id, priority FROM run
        WHERE run.status = 'queued' AND run.version_id = line.version_id
          AND (run.project_id, run.submitter_id, run.priority)
            > (line.project_id, line.submitter_id, line.priority)
        ORDER BY run.project_id, run.submitter_id, run.priority LIMIT 1) run
    ), head AS (
      SELECT line.*, first.queue_seq, first.created_at, first.started_at IS NOT NULL AS had_turn
      FROM line CROSS JOIN LATERAL (
        SELECT queue_seq, created_at, started_at FROM run WHERE ${inLine("line")} AND ${isDue} AND ${isSuited}
        ORDER BY queue_seq LIMIT 1) first
    ), turn AS (
      SELECT head.*, served.project_at, served.person_at, served.line_at,
        least(max(head.priority) OVER (), head.priority + floor(extract(epoch FROM
          now() - greatest(head.created_at, served.line_at)) / ${ageingSeconds}::int)) AS rank
      FROM head CROSS JOIN LATERAL (
        SELECT max(past.served_at) AS project_at,
          max(past.served_at) FILTER (WHERE past.submitter_id = head.submitter_id) AS person_at,
          max(past.served_at) FILTER (
            WHERE past.submitter_id = head.submitter_id AND past.priority = head.priority) AS line_at
        FROM fit JOIN queue_turn past ON past.server_id = fit.server_id
        WHERE fit.version_id = head.version_id AND past.project_id = head.project_id) served
    ), next_run AS (
      SELECT run.* FROM (
        SELECT * FROM turn
        ORDER BY rank DESC, had_turn DESC, ${isAtHomeElsewhere}, project_at NULLS FIRST, person_at NULLS FIRST, line_at NULLS FIRST, queue_seq
      ) turn CROSS JOIN LATERAL (
        SELECT id, project_id, batch_id, version_id, submitter_id, priority, params, graph, grain, started_at FROM run
        WHERE ${inLine("turn")} AND ${isDue} AND ${isSuited}
        ORDER BY queue_seq LIMIT 1 FOR UPDATE SKIP LOCKED) run
      LIMIT 1
    ), free_slot AS (
      SELECT slot.server_id, slot.index, run.id AS run_id, run.graph FROM next_run run
      JOIN fit ON fit.version_id = run.version_id AND ${suits}
      JOIN server ON server.id = fit.server_id
      JOIN server_slot slot ON ${isFree}
      ORDER BY run.started_at IS NOT NULL AND EXISTS (
          SELECT FROM attempt WHERE attempt.run_id = run.id AND attempt.server_id = slot.server_id),
        slot.index, server.last_version_id = run.version_id DESC NULLS LAST, server.weight DESC, server.id
      LIMIT 1 FOR UPDATE OF slot SKIP LOCKED
    ), new_attempt AS (
      INSERT INTO attempt (id, run_id, server_id, number, fence, worker_id, lease_until, graph)
      SELECT ${id}::uuid, run_id, server_id,
        1 + coalesce((SELECT max(attempt.number) FROM attempt WHERE attempt.run_id = free_slot.run_id), 0),
        nextval('attempt_fence'), ${workerId}, now() + ${leaseMs} * interval '1 millisecond', graph
      FROM free_slot RETURNING id, run_id, server_id, number, fence
    ), taken_slot AS (
      UPDATE server_slot SET attempt_id = ${id}::uuid FROM free_slot
      WHERE server_slot.server_id = free_slot.server_id AND server_slot.index = free_slot.index
    ), warm_server AS (
      UPDATE server SET last_version_id = next_run.version_id FROM new_attempt, next_run
      WHERE server.id = new_attempt.server_id AND server.last_version_id IS DISTINCT FROM next_run.version_id
    ), taken_turn AS (
      INSERT INTO queue_turn (server_id, project_id, submitter_id, priority, served_at)
      SELECT new_attempt.server_id, next_run.project_id, next_run.submitter_id, next_run.priority, clock_timestamp()
      FROM new_attempt, next_run WHERE next_run.started_at IS NULL
      ON CONFLICT (server_id, project_id, submitter_id, priority) DO UPDATE SET served_at = excluded.served_at
    ), attempt_recorded AS (
      INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data)
      SELECT ${systemActor.kind}, ${systemActor.id}, ${systemActor.name}, 'attempt.submitting', 'attempt',
        new_attempt.id::text, next_run.project_id,
        jsonb_build_object('runId', run_id, 'serverId', server_id, 'number', number)
      FROM new_attempt, next_run
    ), ${moveRuns(systemActor, start, Prisma.sql`run.id IN (SELECT run_id FROM new_attempt)`)}
    SELECT ${giver ? isHeld(giver) : Prisma.sql`false`} AS giver_held, new_attempt.run_id, next_run.project_id,
      next_run.batch_id, next_run.version_id, next_run.params, next_run.graph, next_run.grain, new_attempt.server_id,
      new_attempt.number, new_attempt.fence::text,
      EXISTS (SELECT FROM run other WHERE other.status = 'queued' AND other.id <> new_attempt.run_id) AS any_left
    FROM (SELECT) AS always LEFT JOIN (new_attempt JOIN next_run ON next_run.id = new_attempt.run_id) ON true`;
  const [row] = await queryRows<ClaimRow>(db, statement);
  if (row === undefined || row.run_id === null) return { claim: null, isGiverHeld: row?.giver_held === true };
  const attempt = openedAttempt(row, id, claimedAtMs);
  return { claim: { attempt, isAnyLeft: row.any_left }, isGiverHeld: row.giver_held };
}

function openedAttempt(row: TakenRow, id: string, claimedAtMs: number): HeldAttempt {
  return {
    id,
    runId: row.run_id,
    projectId: row.project_id,
    batchId: row.batch_id,
    serverId: row.server_id,
    versionId: row.version_id,
    params: row.params,
    number: row.number,
    fence: BigInt(row.fence),
    status: "submitting",
    graph: row.graph,
    isAfresh: row.grain === "afresh",
    claimedAtMs,
    mayBePosted: false,
    cancelRequested: false,
  };
}

/** Distinct versions with runs in the queue, found by stepping over the runs of each. */
export async function readQueuedVersions(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ version_id: string }[]>`
    WITH RECURSIVE queued AS (
      (SELECT version_id FROM run WHERE status = 'queued' ORDER BY version_id LIMIT 1)
      UNION ALL
      SELECT next.version_id FROM queued CROSS JOIN LATERAL (
        SELECT version_id FROM run WHERE status = 'queued' AND run.version_id > queued.version_id
        ORDER BY version_id LIMIT 1) next
    )
    SELECT version_id FROM queued`;
  return rows.map(({ version_id }) => version_id);
}
