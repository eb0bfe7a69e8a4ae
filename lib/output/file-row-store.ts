import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { IngestedFile } from "./ingest-file.ts";
import { isPicture } from "./output-kind.ts";

/** Makes the rows of stored files; equal content shares one, whoever was first. Files set aside have none. */
export async function saveFiles(tx: Tx, files: readonly IngestedFile[], now: Date): Promise<void> {
  const data = files.flatMap((file) =>
    file.sha256 === null
      ? []
      : [
          {
            sha256: file.sha256,
            bytes: BigInt(file.bytes),
            mime: file.mime,
            width: file.width,
            height: file.height,
            thumbhash: file.thumbhash,
            perceptualHash: file.perceptualHash,
            thumbnailsDue: isPicture(file.kind),
            createdAt: now,
          },
        ],
  );
  // In one order everywhere, so that two transactions with the same files wait for each other instead of locking up.
  data.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (data.length > 0) await tx.file.createMany({ data, skipDuplicates: true });
}

/** Notes what an older picture looks like; one that was looked at meanwhile is left alone. */
export async function savePerceptualHash(db: Db, sha256: string, perceptualHash: string): Promise<void> {
  await db.file.updateMany({ where: { sha256, perceptualHash: null }, data: { perceptualHash } });
}

/** Notes that the picture has the thumbnails that can be made of it. */
export async function saveThumbnailsMade(db: Db, sha256: string): Promise<void> {
  await db.file.updateMany({ where: { sha256, thumbnailsDue: true }, data: { thumbnailsDue: false } });
}
