import type { Db } from "#lib/db/client";
import type { KnownPicture } from "./make-thumbnails.ts";

/** Pictures that have waited for their thumbnails longer than `seconds`, longest first; at most `limit`. */
export async function findThumbnailsDue(db: Db, seconds: number, limit: number): Promise<KnownPicture[]> {
  return db.$queryRaw<KnownPicture[]>`
    SELECT sha256, mime FROM file
    WHERE thumbnails_due AND created_at < now() - ${seconds} * interval '1 second'
    ORDER BY created_at LIMIT ${limit}`;
}
