import type { Db } from "#lib/db/client";
import type { RunProgress } from "./event-schema.ts";

/** Progress of a run and the project whose members may see it. */
export type ProgressLine = { projectId: string; progress: RunProgress };

/** The latest progress of these runs; runs that report none, or no longer run, are left out. */
export async function readProgress(db: Db, runIds: readonly string[]): Promise<ProgressLine[]> {
  const rows = await db.runProgress.findMany({
    where: { runId: { in: [...runIds] }, run: { status: "running" } },
    select: {
      runId: true,
      fraction: true,
      nodeId: true,
      nodeTitle: true,
      step: true,
      steps: true,
      previewSeq: true,
      run: { select: { projectId: true } },
    },
  });
  return rows.map(({ runId, run, fraction, nodeId, nodeTitle, step, steps, previewSeq }) => ({
    projectId: run.projectId,
    progress: {
      runId,
      fraction,
      node: nodeId === null ? null : { id: nodeId, title: nodeTitle ?? nodeId },
      step,
      steps,
      previewUrl: previewUrl(runId, previewSeq),
    },
  }));
}

/** Where the latest preview picture is; each picture has an address of its own, so that no old one is shown. */
export function previewUrl(runId: string, previewSeq: number): string | null {
  return previewSeq === 0 ? null : `/api/v1/runs/${runId}/preview?seq=${previewSeq}`;
}
