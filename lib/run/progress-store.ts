import { channelName } from "#lib/db/wake";
import type { Db } from "#lib/db/client";

export type Progress = {
  /** Of the whole run, 0 to 1. */
  fraction: number;
  nodeId: string | null;
  nodeTitle: string | null;
  step: number | null;
  steps: number | null;
  preview?: { bytes: Uint8Array; type: string };
};

/** All of it is only there once the files are stored and the run has ended: until then a run is not whole. */
const mostUntilStored = 0.99;

/**
 * Overwrites how far a running run is and tells the streams. The fraction never goes backwards and never reaches 1; a preview stays until
 * the next one. A run that is not running is left alone. One statement, no transaction of the caller's: losing a line
 * costs nothing.
 */
export async function saveProgress(db: Db, runId: string, progress: Progress): Promise<void> {
  const { nodeId, nodeTitle, step, steps, preview } = progress;
  const fraction = Math.min(mostUntilStored, Math.max(0, progress.fraction));
  const bytes = preview === undefined ? null : Buffer.from(preview.bytes);
  const type = preview?.type ?? null;
  await db.$executeRaw`
    WITH saved AS (
      INSERT INTO run_progress AS old
        (run_id, fraction, node_id, node_title, step, steps, preview, preview_type, preview_seq, updated_at)
      SELECT id, ${fraction}::float8, ${nodeId}::text, ${nodeTitle}::text, ${step}::int, ${steps}::int,
        ${bytes}::bytea, ${type}::text, CASE WHEN ${type}::text IS NULL THEN 0 ELSE 1 END, now()
      FROM run WHERE id = ${runId}::uuid AND status = 'running'
      ON CONFLICT (run_id) DO UPDATE SET
        fraction = greatest(old.fraction, excluded.fraction),
        node_id = excluded.node_id,
        node_title = excluded.node_title,
        step = excluded.step,
        steps = excluded.steps,
        preview = coalesce(excluded.preview, old.preview),
        preview_type = coalesce(excluded.preview_type, old.preview_type),
        preview_seq = old.preview_seq + excluded.preview_seq,
        updated_at = now()
      RETURNING run_id
    )
    SELECT pg_notify(${channelName("progress")}, run_id::text) FROM saved`;
}
