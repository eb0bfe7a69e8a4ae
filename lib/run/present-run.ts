import type { CheckedParams } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { previewUrl } from "#lib/event/read-progress";
import { type LoadedVersion, readVersion, shortHash } from "#lib/workflow/read-version";
import type { Prisma } from "#prisma";
import type { OutputSummary } from "./output-summary-schema.ts";
import { priorityOf } from "./run-priority.ts";
import type { AttemptStatus, RunError, RunStatus, RunView, Waiting } from "./run-schema.ts";

/** A run's own columns. */
export const shownColumns = {
  id: true,
  versionId: true,
  batchId: true,
  priority: true,
  status: true,
  params: true,
  seed: true,
  waiting: true,
  error: true,
  parentOutputId: true,
  rootOutputId: true,
  generation: true,
  grain: true,
  reasonId: true,
  reasonLabel: true,
  submitterKind: true,
  submitterId: true,
  submitterName: true,
  cancelRequestedAt: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.RunSelect;

/** What a run's wire shape is made of; the preview's bytes stay in the database. */
export const shownRun = {
  ...shownColumns,
  project: { select: { slug: true } },
  version: { select: { hash: true, workflow: { select: { name: true, title: true } } } },
  attempts: {
    orderBy: { number: "asc" },
    select: {
      id: true,
      number: true,
      status: true,
      error: true,
      createdAt: true,
      finishedAt: true,
      server: { select: { name: true } },
    },
  },
  outputs: { orderBy: { index: "asc" }, omit: { projectId: true }, include: { file: true } },
  progress: {
    select: { fraction: true, nodeId: true, nodeTitle: true, step: true, steps: true, previewSeq: true },
  },
} satisfies Prisma.RunSelect;

export type RunRow = Prisma.RunGetPayload<{ select: typeof shownRun }>;

/** A row in wire shape. `ahead` is how many runs start before it, if it is queued. */
export async function presentRun(db: Db | Tx, row: RunRow, ahead: number | null): Promise<RunView> {
  const { version, attempts, status } = row;
  return {
    id: row.id,
    project: row.project.slug,
    workflow: version.workflow.name,
    workflowTitle: version.workflow.title,
    version: shortHash(version.hash),
    batchId: row.batchId,
    priority: priorityOf(row.priority),
    status: status as RunStatus,
    params: presentParams(await findVersion(db, row.versionId), row.params as CheckedParams),
    seed: row.seed,
    progress: status === "running" ? presentProgress(row) : null,
    queuePosition: status === "queued" ? ahead : null,
    waiting: row.waiting as Waiting | null,
    error: row.error as RunError | null,
    outputs: row.outputs.map(presentOutputSummary),
    server: attempts.at(-1)?.server.name ?? null,
    attempts: attempts.map((attempt) => ({
      id: attempt.id,
      number: attempt.number,
      server: attempt.server.name,
      status: attempt.status as AttemptStatus,
      error: attempt.error as RunError | null,
      createdAt: attempt.createdAt.toISOString(),
      finishedAt: attempt.finishedAt?.toISOString() ?? null,
    })),
    parentOutputId: row.parentOutputId,
    rootOutputId: row.rootOutputId,
    generation: row.generation,
    grain: row.grain,
    reason: row.reasonId === null ? null : { id: row.reasonId, label: row.reasonLabel ?? "" },
    submittedBy: { kind: row.submitterKind, id: row.submitterId, name: row.submitterName },
    cancelRequested: row.cancelRequestedAt !== null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
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

function presentOutputSummary(output: RunRow["outputs"][number]): OutputSummary {
  const { id, index, nodeId, filename, file } = output;
  return {
    id,
    index,
    nodeId,
    filename,
    kind: output.kind as OutputSummary["kind"],
    mime: file?.mime ?? null,
    sha256: output.sha256,
    bytes: file === null ? null : Number(file.bytes),
    width: file?.width ?? null,
    height: file?.height ?? null,
    thumbhash: file?.thumbhash ?? null,
    quarantine: output.quarantine,
    state: output.state as OutputSummary["state"],
    revision: output.revision,
  };
}
