import type { Actor } from "#lib/account/actor";
import { type AuditLine, insertAudit } from "#lib/audit/audit-store";
import { type Tx, wakeAfterCommit } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { Prisma } from "#prisma";
import { insertFiles } from "./file-row-store.ts";
import type { IngestedFile } from "./ingest-file.ts";

export type RunOfOutputs = {
  id: string;
  projectId: string;
  workflowId: string;
  attemptId: string;
  /** The server named files again that it had made before: whoever has seen those has nothing new to decide. */
  isFromCache?: boolean;
};

/** A file as the server listed it: `filename` is the server's, `nodeId` the node that saved it. */
export type CollectedFile = { nodeId: string; filename: string; file: IngestedFile };

/**
 * Gives a run its outputs, in the order given, behind those that an attempt before a retry has left set aside. Call it
 * in the transaction that ends the run.
 */
export async function createOutputs(
  tx: Tx,
  actor: Actor,
  run: RunOfOutputs,
  files: readonly CollectedFile[],
  now: Date,
): Promise<{ id: string; index: number }[]> {
  const created = await tx.$queryRaw<{ id: string; index: number }[]>`
    WITH ${madeOutputs(actor, run, files, now, Prisma.sql`true`)} SELECT id, index FROM created ORDER BY index`;
  wakeAfterCommit(tx, "event");
  return created;
}

/**
 * The parts of a statement that make the outputs of a run with their files, if `only` holds: `created` has their rows,
 * and `created_told` their events, which what is told of the run itself has to come after. Whoever runs the statement
 * wakes the listeners.
 */
export function madeOutputs(
  actor: Actor,
  run: RunOfOutputs,
  files: readonly CollectedFile[],
  now: Date,
  only: Prisma.Sql,
): Prisma.Sql {
  const rows = files.map(({ nodeId, filename, file }, index) => ({
    id: newId(),
    index,
    // Half a character of a file name from Python would be refused as JSON.
    nodeId: nodeId.toWellFormed(),
    filename: filename.toWellFormed(),
    kind: file.kind,
    sha256: file.sha256,
    quarantine: file.quarantine,
  }));
  const lines = rows.map(({ id, sha256, quarantine }): AuditLine => ({
    action: quarantine === null ? "output.created" : "output.quarantined",
    subjectType: "output",
    subjectId: id,
    projectId: run.projectId,
    data: { runId: run.id, sha256, quarantine },
  }));
  const stored = files.map(({ file }) => file);
  // Counting what a part did has it done first: an output's row copies from its file's.
  return Prisma.sql`
    saved AS (
      ${insertFiles(stored, now, only)} RETURNING sha256
    ), created AS (
      INSERT INTO output (id, project_id, workflow_id, run_id, attempt_id, index, node_id, filename, kind, sha256,
                          quarantine, created_at, archived_at)
      SELECT line.id, ${run.projectId}::uuid, ${run.workflowId}::uuid, ${run.id}::uuid, ${run.attemptId}::uuid,
             line.index + (SELECT count(*) FROM output earlier WHERE earlier.run_id = ${run.id}::uuid), line."nodeId", line.filename, line.kind, line.sha256, line.quarantine, ${now},
             CASE WHEN ${run.isFromCache ?? false} AND EXISTS (
               SELECT FROM output earlier WHERE earlier.sha256 = line.sha256
                 AND earlier.project_id = ${run.projectId}::uuid AND earlier.run_id <> ${run.id}::uuid
             ) THEN ${now}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS line(id uuid, index int, "nodeId" text,
        filename text, kind text, sha256 text, quarantine text)
      WHERE ${only} AND (SELECT count(*) FROM saved) >= 0
      RETURNING *
    ), created_told AS (
      INSERT INTO event (kind, project_id, subject_id, data)
      SELECT 'output.created', created.project_id, created.id::text, jsonb_build_object(
        'runId', run.id, 'index', created.index, 'kind', created.kind, 'sha256', created.sha256, 'state', created.state,
        'revision', created.revision, 'parentOutputId', run.parent_output_id, 'submittedBy', run.submitter_id)
      FROM created JOIN run ON run.id = created.run_id ORDER BY created.index
      RETURNING id
    ), created_recorded AS (
      ${insertAudit(actor, lines, Prisma.sql`WHERE ${only}`)}
    )`;
}
