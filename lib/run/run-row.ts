import { Prisma } from "#prisma";
import type { OutputSummary } from "./output-summary-schema.ts";
import type { RunView } from "./run-schema.ts";

/** A run's own row, without what is not shown of it. */
export type OwnRow = Omit<
  Prisma.RunGetPayload<object>,
  "projectId" | "batchIndex" | "graph" | "queueSeq" | "notBefore" | "traceparent" | "attemptsBeforeRetry"
>;

/** A run with everything that its line shows, as one statement reads it; the preview's bytes stay in the database. */
export type RunRow = OwnRow & {
  project: string;
  versionHash: string;
  workflow: string;
  workflowTitle: string;
  /** In the order of their numbers; times are in the database's own notation. */
  attempts: RunView["attempts"];
  outputs: OutputSummary[];
  /** Of a running one. */
  progress: ProgressJson | null;
};

type ProgressJson = {
  fraction: number;
  nodeId: string | null;
  nodeTitle: string | null;
  step: number | null;
  steps: number | null;
  previewSeq: number;
};

const attempts = Prisma.sql`
  SELECT a.id, a.number, s.name AS server, a.status, a.error, a.created_at AS "createdAt",
    a.executing_at AS "executingAt", a.finished_at AS "finishedAt"
  FROM attempt a JOIN server s ON s.id = a.server_id WHERE a.run_id = r.id`;

const outputs = Prisma.sql`
  SELECT o.id, o.index, o.node_id AS "nodeId", o.filename, o.kind, f.mime, o.sha256, f.bytes, f.width, f.height,
    f.thumbhash, o.quarantine, o.state, o.revision
  FROM output o LEFT JOIN file f ON f.sha256 = o.sha256 WHERE o.run_id = r.id`;

const progress = Prisma.sql`
  SELECT g.fraction, g.node_id AS "nodeId", g.node_title AS "nodeTitle", g.step, g.steps, g.preview_seq AS "previewSeq"
  FROM run_progress g WHERE g.run_id = r.id AND r.status = 'running'`;

/** Columns of `OwnRow`, over `run r`. */
export const ownColumns = Prisma.sql`
  r.id, r.version_id AS "versionId", r.batch_id AS "batchId", r.priority, r.status, r.params, r.seed, r.waiting, r.error,
  r.parent_output_id AS "parentOutputId", r.root_output_id AS "rootOutputId", r.generation, r.grain,
  r.reason_id AS "reasonId", r.reason_label AS "reasonLabel", r.repeats_run_id AS "repeatsRunId", r.submitter_kind AS "submitterKind",
  r.submitter_id AS "submitterId", r.submitter_name AS "submitterName", r.cancel_requested_at AS "cancelRequestedAt",
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.finished_at AS "finishedAt"`;

/** Columns of `RunRow`, over the tables of `runTables`. */
export const runColumns = Prisma.sql`
  ${ownColumns},
  p.slug AS project, v.hash AS "versionHash", w.name AS workflow, w.title AS "workflowTitle",
  coalesce((SELECT json_agg(a ORDER BY a.number) FROM (${attempts}) a), '[]') AS attempts,
  coalesce((SELECT json_agg(o ORDER BY o.index) FROM (${outputs}) o), '[]') AS outputs,
  (SELECT to_json(g) FROM (${progress}) g) AS progress`;

/** Joins onto `run r`. */
export const runTables = Prisma.sql`
  JOIN project p ON p.id = r.project_id
  JOIN workflow_version v ON v.id = r.version_id
  JOIN workflow w ON w.id = v.workflow_id`;
