import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import { saveFiles } from "./file-row-store.ts";
import type { IngestedFile } from "./ingest-file.ts";

export type RunOfOutputs = { id: string; projectId: string; workflowId: string; attemptId: string };

/** A file as the server listed it: `filename` is the server's, `nodeId` the node that saved it. */
export type CollectedFile = { nodeId: string; filename: string; file: IngestedFile };

/**
 * Gives a run its outputs, in the order given. Call it in the transaction that ends the run; calling it twice for
 * one run breaks the unique (run, index) and is refused by the database.
 */
export async function createOutputs(
  tx: Tx,
  actor: Actor,
  run: RunOfOutputs,
  files: readonly CollectedFile[],
  now: Date,
): Promise<{ id: string; index: number }[]> {
  await saveFiles(
    tx,
    files.map(({ file }) => file),
    now,
  );
  const rows = files.map(({ nodeId, filename, file }, index) => ({
    id: newId(),
    projectId: run.projectId,
    workflowId: run.workflowId,
    runId: run.id,
    attemptId: run.attemptId,
    index,
    nodeId,
    filename,
    kind: file.kind,
    sha256: file.sha256,
    quarantine: file.quarantine,
    createdAt: now,
  }));
  await tx.output.createMany({ data: rows });
  const { parentOutputId, submitterId } = await tx.run.findUniqueOrThrow({
    where: { id: run.id },
    select: { parentOutputId: true, submitterId: true },
  });
  await appendEvents(
    tx,
    rows.map(({ id, index, kind, sha256 }) => ({
      kind: "output.created" as const,
      projectId: run.projectId,
      subjectId: id,
      data: {
        runId: run.id,
        index,
        kind,
        sha256,
        state: "pending",
        revision: 0,
        parentOutputId,
        submittedBy: submitterId,
      },
    })),
  );
  await appendAudit(
    tx,
    actor,
    rows.map(({ id, sha256, quarantine }) => ({
      action: quarantine === null ? "output.created" : "output.quarantined",
      subjectType: "output" as const,
      subjectId: id,
      projectId: run.projectId,
      data: { runId: run.id, sha256, quarantine },
    })),
  );
  return rows.map(({ id, index }) => ({ id, index }));
}
