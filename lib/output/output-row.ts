import type { Actor } from "#lib/account/actor";
import type { ReasonPolicy } from "#lib/contract/contract";
import { Prisma } from "#prisma";
import type { OutputKind, OutputState } from "#lib/run/output-summary-schema";
import { shortHash } from "#lib/workflow/read-version";
import { isInForce, madeTheState } from "./decision-sql.ts";
import { lockColumn } from "./lock-sql.ts";
import type { DecisionView, Lock, OutputView, PanelView } from "./output-schema.ts";
import { hidesVerdicts, isSame } from "./panel.ts";

/** An output with everything that its tile shows, as one statement reads it. */
export type OutputRow = {
  id: string;
  projectId: string;
  versionId: string;
  index: number;
  nodeId: string;
  filename: string;
  kind: OutputKind;
  mime: string | null;
  sha256: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  perceptualHash: string | null;
  quarantine: string | null;
  state: OutputState;
  revision: number;
  comments: number;
  lastComment: number;
  unread: number;
  drawings: number;
  runId: string;
  batchId: string;
  runStatus: string;
  project: string;
  separatesDuties: boolean;
  /** As `Lock`, with the database's own notation of a time. */
  locked: Lock | null;
  reviewers: number;
  isBlind: boolean;
  /** Verdicts in force where several decide, oldest first; null where one does, whose is `decision`. */
  verdicts: readonly DecisionJson[] | null;
  /** Who reads: what others have given may be none of their business yet. */
  readerKind: string;
  readerId: string;
  /** What the contract asks of a rejection; not a column. */
  reasonPolicy: ReasonPolicy;
  workflow: string;
  workflowTitle: string;
  versionHash: string;
  params: Record<string, unknown>;
  seed: string | null;
  decision: DecisionJson | null;
  parentOutputId: string | null;
  rootOutputId: string | null;
  generation: number;
  /** Outputs of the root and of everything re-seeded from it. */
  stackSize: number;
  grain: string | null;
  reseedReasonId: string | null;
  reseedReasonLabel: string | null;
  submitterKind: string;
  submitterId: string;
  submitterName: string;
  rating: number | null;
  labels: OutputView["labels"];
  archivedAt: Date | null;
  createdAt: Date;
};

/** A decision as the database writes it into JSON; `createdAt` carries the database's own notation of a time. */
export type DecisionJson = {
  id: string;
  verdict: DecisionView["verdict"];
  revision: number;
  withdraws: string | null;
  sessionId: string | null;
  reasonId: string | null;
  reasonLabel: string | null;
  note: string | null;
  actorKind: string;
  actorId: string;
  actorName: string;
  createdAt: string;
};

/** Columns of `OutputRow` as `actor` sees them, over the tables of `outputTables`. */
export function outputColumns(actor: Actor): Prisma.Sql {
  return Prisma.sql`${columns}, ${unreadBy(actor)} AS unread, ${labelsFor(actor)} AS labels, ${panelColumns(actor)}`;
}

/** What `panelOf` needs, over `output o`; asks no other table where one reviewer decides. */
export function panelColumns({ kind, id }: Pick<Actor, "kind" | "id">): Prisma.Sql {
  return Prisma.sql`
    o.reviewers, o.is_blind AS "isBlind", ${kind}::text AS "readerKind", ${id}::text AS "readerId",
    CASE WHEN o.reviewers > 1 THEN (
      SELECT coalesce(jsonb_agg(${decisionJson("v")} ORDER BY v.revision), '[]'::jsonb)
      FROM decision v WHERE v.output_id = o.id AND ${isInForce("v")}) END AS verdicts`;
}

/** A decision as JSON, as `DecisionJson`. */
export function decisionJson(alias: "d" | "v"): Prisma.Sql {
  const d = Prisma.raw(alias);
  return Prisma.sql`jsonb_build_object(
    'id', ${d}.id, 'verdict', ${d}.verdict, 'revision', ${d}.revision, 'withdraws', ${d}.withdraws_id,
    'sessionId', ${d}.session_id, 'reasonId', ${d}.reason_id, 'reasonLabel', ${d}.reason_label, 'note', ${d}.note,
    'actorKind', ${d}.actor_kind, 'actorId', ${d}.actor_id, 'actorName', ${d}.actor_name, 'createdAt', ${d}.created_at)`;
}

const stackSize = Prisma.sql`
  1 + (SELECT count(*)::int FROM run c JOIN output co ON co.run_id = c.id
       WHERE c.root_output_id = coalesce(r.root_output_id, o.id))`;

const columns = Prisma.sql`
  o.id, o.project_id AS "projectId", r.version_id AS "versionId", o.index, o.node_id AS "nodeId", o.filename, o.kind,
  f.mime, o.sha256, f.bytes::double precision AS bytes, f.width, f.height, f.thumbhash, f.perceptual_hash AS "perceptualHash", o.quarantine, o.state, o.revision, o.comments,
  o.comments + o.comments_deleted AS "lastComment", o.drawings,
  o.run_id AS "runId", r.batch_id AS "batchId", r.status AS "runStatus", p.slug AS project,
  p.separates_duties AS "separatesDuties", ${lockColumn} AS locked, w.name AS workflow, w.title AS "workflowTitle",
  v.hash AS "versionHash", r.params, r.seed, r.parent_output_id AS "parentOutputId",
  r.root_output_id AS "rootOutputId", r.generation, ${stackSize} AS "stackSize", r.grain, r.reason_id AS "reseedReasonId",
  r.reason_label AS "reseedReasonLabel", r.submitter_kind AS "submitterKind",
  r.submitter_id AS "submitterId", r.submitter_name AS "submitterName", o.rating,
  o.archived_at AS "archivedAt", o.created_at AS "createdAt",
  CASE WHEN d.id IS NOT NULL THEN ${decisionJson("d")} END AS decision`;

/** Others' comments that the actor has not seen; asks no other table for an output without any. */
function unreadBy({ kind, id }: Actor): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN o.comments = 0 THEN 0 ELSE (
      SELECT count(*)::int FROM comment c
      WHERE c.output_id = o.id AND c.deleted_at IS NULL AND NOT (c.actor_kind = ${kind} AND c.actor_id = ${id}) AND c.number > coalesce((
        SELECT m.up_to FROM comment_read m
        WHERE m.output_id = o.id AND m.actor_kind = ${kind} AND m.actor_id = ${id}), 0)) END`;
}

/** The project's labels, then the actor's own. */
function labelsFor({ id }: Actor): Prisma.Sql {
  return Prisma.sql`
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('name', l.name, 'isOwn', l.owner_id <> '') ORDER BY l.owner_id, l.name)
      FROM output_label l WHERE l.output_id = o.id AND l.owner_id IN ('', ${id})), '[]')`;
}

/** Joins onto `output o` and `project p`. */
export const outputTables = Prisma.sql`
  JOIN run r ON r.id = o.run_id
  JOIN workflow_version v ON v.id = r.version_id
  JOIN workflow w ON w.id = o.workflow_id
  LEFT JOIN file f ON f.sha256 = o.sha256
  LEFT JOIN decision d ON ${madeTheState}`;

/** The wire shape of an output. */
export function presentOutput(row: OutputRow): OutputView {
  const { decision } = row;
  return {
    id: row.id,
    index: row.index,
    nodeId: row.nodeId,
    filename: row.filename,
    kind: row.kind,
    mime: row.mime,
    sha256: row.sha256,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    thumbhash: row.thumbhash,
    perceptualHash: row.perceptualHash || null,
    quarantine: row.quarantine,
    state: row.state,
    revision: row.revision,
    comments: row.comments,
    lastComment: row.lastComment,
    unread: row.unread,
    drawings: row.drawings,
    runId: row.runId,
    batchId: row.batchId,
    project: row.project,
    workflow: row.workflow,
    workflowTitle: row.workflowTitle,
    version: shortHash(row.versionHash),
    params: row.params,
    seed: row.seed,
    decision: decision && presentDecisionJson(decision),
    panel: panelOf(row),
    parentOutputId: row.parentOutputId,
    rootOutputId: row.rootOutputId,
    generation: row.generation,
    stackSize: row.stackSize,
    reseed: row.grain === null ? null : { grain: row.grain, reason: reseedReason(row) },
    policy: {
      reason: row.reasonPolicy,
      separatesDuties: row.separatesDuties,
      reviewers: row.reviewers,
      isBlind: row.isBlind,
    },
    locked: presentLock(row.locked),
    submittedBy: { kind: row.submitterKind, id: row.submitterId, name: row.submitterName },
    rating: row.rating,
    labels: row.labels,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The wire shape of a lock. */
export function presentLock(lock: Lock | null): Lock | null {
  return lock && { ...lock, at: new Date(lock.at).toISOString() };
}

function reseedReason({ reseedReasonId: id, reseedReasonLabel: label }: OutputRow) {
  return id === null ? null : { id, label: label ?? "" };
}

/** The verdicts in force, oldest first: several of them only where several reviewers decide. */
export function verdictsOf({
  verdicts,
  decision,
}: Pick<OutputRow, "verdicts" | "decision">): readonly DecisionJson[] {
  return verdicts ?? (decision === null ? [] : [decision]);
}

type PanelRow = Pick<OutputRow, "reviewers" | "isBlind" | "verdicts" | "state" | "readerKind" | "readerId">;

/** The panel of an output as its reader may see it; null where one reviewer decides. */
export function panelOf(row: PanelRow): PanelView | null {
  const { reviewers, isBlind, verdicts, state, readerKind: kind, readerId: id } = row;
  if (verdicts === null) return null;
  const reader = { kind, id };
  const shown = verdicts.map(presentDecisionJson);
  const own = shown.find(({ by }) => isSame(by, reader)) ?? null;
  const isHidden = hidesVerdicts({ isBlind, state, verdicts: shown }, reader);
  const others = isHidden ? [] : shown.filter((verdict) => verdict !== own);
  return { reviewers, isBlind, given: verdicts.length, own, others };
}

export function presentDecisionJson(decision: DecisionJson): DecisionView {
  return presentDecision({ ...decision, createdAt: new Date(decision.createdAt) });
}

export type DecisionRow = Omit<DecisionJson, "createdAt"> & { createdAt: Date };

export function presentDecision(row: DecisionRow): DecisionView {
  return {
    id: row.id,
    verdict: row.verdict,
    revision: row.revision,
    withdraws: row.withdraws,
    session: row.sessionId,
    reason: row.reasonId === null ? null : { id: row.reasonId, label: row.reasonLabel ?? "" },
    note: row.note,
    by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    at: row.createdAt.toISOString(),
  };
}
