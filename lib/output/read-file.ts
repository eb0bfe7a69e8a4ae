import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { isSha256 } from "./file-store.ts";

export type FileToServe = { mime: string; filename: string };

/**
 * The stored file of this content, if an output or an asset of one of the actor's projects holds it; null otherwise,
 * whether it exists or not. Equal content may have several names; the oldest output's goes first.
 */
export async function findFile(db: Db, actor: Actor, sha256: string): Promise<FileToServe | null> {
  if (!isSha256(sha256)) return null;
  const projects = visibleProjects(actor);
  const [file] = await db.$queryRaw<FileToServe[]>`
    SELECT file.mime, holder.filename
    FROM file
    CROSS JOIN LATERAL (
      (SELECT filename, 1 AS place FROM output
       WHERE sha256 = file.sha256 AND project_id = ANY(${projects}::uuid[]) ORDER BY created_at LIMIT 1)
      UNION ALL
      (SELECT filename, 2 FROM asset
       WHERE sha256 = file.sha256 AND project_id = ANY(${projects}::uuid[]) ORDER BY created_at LIMIT 1)
      ORDER BY place LIMIT 1
    ) holder
    WHERE file.sha256 = ${sha256}`;
  return file ?? null;
}
