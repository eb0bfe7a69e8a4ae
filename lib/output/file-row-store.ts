import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { Prisma } from "#prisma";
import type { IngestedFile } from "./ingest-file.ts";
import { isPicture } from "./output-kind.ts";

/** Makes the rows of stored files; equal content shares one, whoever was first. Files set aside have none. */
export async function saveFiles(tx: Tx, files: readonly IngestedFile[], now: Date): Promise<void> {
  await tx.$executeRaw`${insertFiles(files, now)}`;
}

/** The statement that makes the rows, also as a part of a larger one, where `only` has to hold. */
export function insertFiles(
  files: readonly IngestedFile[],
  now: Date,
  only: Prisma.Sql = Prisma.sql`true`,
): Prisma.Sql {
  const stored = files.filter(({ sha256 }) => sha256 !== null);
  const lines = stored.map((file) => ({ ...file, isPicture: isPicture(file.kind) }));
  // In one order everywhere, so that two transactions with the same files wait for each other instead of locking up.
  return Prisma.sql`
    INSERT INTO file (sha256, bytes, mime, width, height, thumbhash, perceptual_hash, thumbnails_due, created_at)
    SELECT sha256, bytes, mime, width, height, thumbhash, "perceptualHash", "isPicture", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS line(sha256 text, bytes bigint, mime text, width int,
      height int, thumbhash text, "perceptualHash" text, "isPicture" boolean)
    WHERE ${only}
    ORDER BY sha256
    ON CONFLICT (sha256) DO NOTHING`;
}

/** Notes what an older picture looks like; one that was looked at meanwhile is left alone. */
export async function savePerceptualHash(db: Db, sha256: string, perceptualHash: string): Promise<void> {
  await db.file.updateMany({ where: { sha256, perceptualHash: null }, data: { perceptualHash } });
}

/** Notes that the picture has the thumbnails that can be made of it. */
export async function saveThumbnailsMade(db: Db, sha256: string): Promise<void> {
  await db.file.updateMany({ where: { sha256, thumbnailsDue: true }, data: { thumbnailsDue: false } });
}
