import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { authoriseHouse } from "#lib/server/server-access";
import type { Backfill } from "./backfill-schema.ts";

/** How far the catching up is. Like servers it belongs to the whole house: pictures count, and none is named. */
export async function readBackfill(db: Db, actor: Actor): Promise<Backfill> {
  authoriseHouse(actor, "server.read");
  const row = await db.backfill.findUnique({ where: { name: "thumbnails" } });
  const isOver = row === null || row.due === 0;
  return { thumbnails: isOver ? null : { done: row.total - row.due, total: row.total } };
}
