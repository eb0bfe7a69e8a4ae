import { type Actor, visibleProjects } from "#lib/account/actor";
import { type AuditLine, insertAudit } from "#lib/audit/audit-store";
import { type Db, queryRows } from "#lib/db/client";
import { type Tx, wakeAfterCommit } from "#lib/db/transaction";
import { insertEvents, type NewEvent } from "#lib/event/event-store";
import { isId, newId } from "#lib/ids";
import { isUnlocked } from "#lib/output/lock-sql";
import { type DecisionJson, type OutputRow, presentOutput, verdictsOf } from "#lib/output/output-row";
import { stateOf, verdictsInForce } from "#lib/output/panel";
import { Prisma } from "#prisma";
import type { Move } from "./decision-status.ts";

/** A row of the history that is about to be written. */
export type NewDecision = {
  verdict: Move;
  withdraws: string | null;
  reason: { id: string; label: string } | null;
  note: string | null;
  /** The revision that was on screen. */
  expected: number;
};

/** Where decisions are given: in a session of the reviewer's own, and as parts of one step that undo takes back. */
export type Within = { session: string | null; step: string | null };

const outside: Within = { session: null, step: null };

export type Appending = {
  within?: Within | undefined;
  /** The part of the statement that keeps the answer to who asked, as `KeepAnswer`; for one output at a time. */
  keep?: ((after: OutputRow, from: Prisma.Sql) => Prisma.Sql) | undefined;
};

/** What shall be appended to one output, judged against the revision in `output`. */
export type DecisionChange = { output: OutputRow; rows: readonly NewDecision[] };

/**
 * Appends decisions, moves each output's state and revision along, and writes event and audit. Compare-and-set: an
 * output whose revision is no longer the judged one, or whose review was closed before this statement began, is left
 * alone and missing from the answer, which holds the others as they now are, by id. One statement, so that nothing of it is there without the rest even outside a transaction;
 * inside of one the rows stay locked until it ends.
 */
export async function appendDecisions(
  db: Db | Tx,
  actor: Actor,
  changes: readonly DecisionChange[],
  now: Date,
  { within = outside, keep }: Appending = {},
): Promise<Map<string, OutputRow>> {
  const planned = changes.map((change) => plan(actor, change, within, now));
  const targets = planned.map(({ before, after }) => ({
    id: before.id,
    was: before.revision,
    revision: after.revision,
    state: after.state,
    decisive: after.reviewers === 1 ? null : (after.decision?.revision ?? 0),
    reasonId: after.decision?.reasonId ?? null,
    decidedById: after.decision?.actorId ?? null,
  }));
  const [single] = targets;
  const [only] = planned;
  // One target as values, which is how nearly all come: Postgres takes a list for a hundred and reads the whole table.
  const target =
    single !== undefined && targets.length === 1
      ? Prisma.sql`SELECT ${single.id}::uuid AS id, ${single.was}::int AS was, ${single.revision}::int AS revision,
          ${single.state}::text AS state, ${single.decisive}::int AS decisive, ${single.reasonId}::uuid AS "reasonId",
          ${single.decidedById}::text AS "decidedById"`
      : Prisma.sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(targets)}::jsonb)
          AS t(id uuid, was int, revision int, state text, decisive int, "reasonId" uuid, "decidedById" text)`;
  const ofMoved = Prisma.sql`WHERE line."subjectId" IN (SELECT id::text FROM moved)`;
  const kept =
    keep === undefined || only === undefined
      ? Prisma.empty
      : Prisma.sql`, kept AS (${keep(only.after, Prisma.sql`FROM moved`)})`;
  // What it does not move it does not record, and a decision costs one round trip.
  const moved = await queryRows<{ id: string }>(
    db,
    Prisma.sql`
      WITH target AS (${target}
      ), moved AS (
        UPDATE output o SET state = target.state, revision = target.revision, decisive = target.decisive,
          reason_id = target."reasonId", decided_by_id = target."decidedById"
        FROM target, project p
        WHERE o.id = target.id AND o.revision = target.was AND p.id = o.project_id AND ${isUnlocked}
        RETURNING o.id
      ), appended AS (
        INSERT INTO decision (id, output_id, revision, verdict, withdraws_id, reason_id, reason_label, note, seen,
                              session_id, step_id, actor_kind, actor_id, actor_name, created_at)
        SELECT d.id, d."outputId", d.revision, d.verdict, d.withdraws, d."reasonId", d."reasonLabel", d.note, d.seen,
               ${within.session}::uuid, ${within.step}::uuid, ${actor.kind}, ${actor.id}, ${actor.name}, ${now}
        FROM moved JOIN jsonb_to_recordset(${JSON.stringify(planned.flatMap(({ rows }) => rows))}::jsonb)
          AS d(id uuid, "outputId" uuid, revision int, verdict text, withdraws uuid, "reasonId" uuid,
               "reasonLabel" text, note text, seen jsonb) ON d."outputId" = moved.id
      ), told AS (${insertEvents(planned.map(eventOf), ofMoved)}
      ), recorded AS (${insertAudit(actor, planned.flatMap(auditOf), ofMoved)}
      ) ${kept}
      SELECT id FROM moved`,
  );
  if (moved.length > 0) wakeAfterCommit(db, "event");
  const movedIds = new Set(moved.map(({ id }) => id));
  return new Map(planned.flatMap(({ after }) => (movedIds.has(after.id) ? [[after.id, after]] : [])));
}

/**
 * Locks outputs until the transaction ends, in the order of their ids, so that people acting on overlapping
 * selections queue up and do not deadlock.
 */
export async function lockOutputs(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM output
    WHERE id = ANY(${ids.filter(isId)}::uuid[]) AND project_id = ANY(${visibleProjects(actor)}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

type Planned = {
  before: OutputRow;
  after: OutputRow;
  rows: ReturnType<typeof toRow>[];
};

function plan(actor: Actor, { output, rows: asked }: DecisionChange, within: Within, now: Date): Planned {
  const rows = asked.map((row, index) => toRow(output, row, output.revision + 1 + index));
  const given = rows
    .filter(({ verdict }) => verdict !== "withdrawn")
    .map((row): DecisionJson => ({
      ...row,
      sessionId: within.session,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      createdAt: now.toISOString(),
    }));
  const history = [...verdictsOf(output), ...rows];
  const state = stateOf(verdictsInForce(history), output.reviewers);
  const withdrawn = new Set(rows.map(({ withdraws }) => withdraws));
  const verdicts = [...verdictsOf(output).filter(({ id }) => !withdrawn.has(id)), ...given];
  return {
    before: output,
    rows,
    after: {
      ...output,
      state,
      revision: rows.at(-1)?.revision ?? output.revision,
      // Of several that are equally bad the last one counts.
      decision: verdicts.findLast(({ verdict }) => verdict === state) ?? null,
      verdicts: output.reviewers === 1 ? null : verdicts,
    },
  };
}

function toRow(
  output: OutputRow,
  { verdict, withdraws, reason, note, expected }: NewDecision,
  revision: number,
) {
  return {
    id: newId(),
    outputId: output.id,
    revision,
    verdict,
    withdraws,
    reasonId: reason?.id ?? null,
    reasonLabel: reason?.label ?? null,
    note,
    seen: { sha256: output.sha256, version: output.versionHash, expected },
  };
}

function eventOf({ after }: Planned): NewEvent {
  const { state, revision, decision, panel, runId } = presentOutput(after);
  // Others' verdicts are not everybody's to see: of a panel an event says how many there are, and no more.
  const given = panel === null ? {} : { given: panel.given };
  const data = { state, revision, decision, runId, ...given };
  return { kind: "output.changed", projectId: after.projectId, subjectId: after.id, data };
}

function auditOf({ before, rows }: Planned): AuditLine[] {
  return rows.map(({ id, verdict, revision, reasonId }) => ({
    action: `output.${verdict}`,
    subjectType: "output",
    subjectId: before.id,
    projectId: before.projectId,
    data: { decision: id, revision, from: before.state, reason: reasonId, sha256: before.sha256 },
  }));
}
