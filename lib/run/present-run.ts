import type { CheckedParams } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { previewUrl } from "#lib/event/read-progress";
import { type LoadedVersion, readVersion, shortHash } from "#lib/workflow/read-version";
import { priorityOf } from "./run-priority.ts";
import type { RunRow } from "./run-row.ts";
import type { RunError, RunStatus, RunView, Waiting } from "./run-schema.ts";

/** A row in wire shape. `ahead` is how many runs start before it, if it is queued. */
export async function presentRun(db: Db | Tx, row: RunRow, ahead: number | null): Promise<RunView> {
  const { attempts, status } = row;
  return {
    id: row.id,
    project: row.project,
    workflow: row.workflow,
    workflowTitle: row.workflowTitle,
    version: shortHash(row.versionHash),
    batchId: row.batchId,
    priority: priorityOf(row.priority),
    status: status as RunStatus,
    params: presentParams(await findVersion(db, row.versionId), row.params as CheckedParams),
    seed: row.seed,
    progress: status === "running" ? presentProgress(row) : null,
    queuePosition: status === "queued" ? ahead : null,
    waiting: row.waiting as Waiting | null,
    error: row.error as RunError | null,
    outputs: row.outputs,
    server: attempts.at(-1)?.server ?? null,
    attempts: attempts.map(({ createdAt, executingAt, finishedAt, ...attempt }) => ({
      ...attempt,
      createdAt: new Date(createdAt).toISOString(),
      executingAt: isoOf(executingAt),
      finishedAt: isoOf(finishedAt),
    })),
    parentOutputId: row.parentOutputId,
    rootOutputId: row.rootOutputId,
    generation: row.generation,
    grain: row.grain,
    reason: row.reasonId === null ? null : { id: row.reasonId, label: row.reasonLabel ?? "" },
    repeatsRunId: row.repeatsRunId,
    submittedBy: { kind: row.submitterKind, id: row.submitterId, name: row.submitterName },
    cancelRequested: row.cancelRequestedAt !== null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** The database's own notation of a time as the wire has it. */
function isoOf(at: string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/**
 * Params as the wire carries them: stored wide integers are decimal text; those that every JSON reader keeps exact
 * are numbers again, larger ones stay text. Without its version a run shows them as stored.
 */
export function presentParams(
  version: Pick<LoadedVersion, "contract"> | null,
  params: CheckedParams,
): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...params };
  for (const { name, isWide } of version?.contract.properties ?? []) {
    const value = shown[name];
    if (isWide && typeof value === "string" && Number.isSafeInteger(Number(value))) {
      shown[name] = Number(value);
    }
  }
  return shown;
}

/** Old runs are shown even when this release would refuse their contract. */
export async function findVersion(db: Db | Tx, versionId: string): Promise<LoadedVersion | null> {
  return readVersion(db, versionId).catch(() => null);
}

function presentProgress({ id, progress }: RunRow): RunView["progress"] {
  if (progress === null) return null;
  const { fraction, nodeId, nodeTitle, step, steps, previewSeq } = progress;
  return {
    fraction,
    node: nodeId === null ? null : { id: nodeId, title: nodeTitle ?? nodeId },
    step,
    steps,
    previewUrl: previewUrl(id, previewSeq),
  };
}
