import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { notFound } from "#lib/errors";
import { readRunProject } from "./read-runs.ts";

/** The latest preview picture of a run the actor may see. 404 when there is none. */
export async function readPreview(
  db: Db,
  actor: Actor,
  runId: string,
): Promise<{ bytes: Uint8Array; type: string }> {
  await readRunProject(db, actor, runId);
  const row = await db.runProgress.findUnique({
    where: { runId },
    select: { preview: true, previewType: true },
  });
  if (!row?.preview || row.previewType === null) throw notFound("preview");
  return { bytes: row.preview, type: row.previewType };
}
