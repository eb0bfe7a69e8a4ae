import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { Actor } from "./actor.ts";
import type { KeymapView } from "./keymap-schema.ts";

/** The keys that the actor has changed; programs and people who changed none have the defaults. */
export async function readKeymap(db: Db | Tx, actor: Actor): Promise<KeymapView> {
  const row = actor.kind === "person" ? await db.keymap.findUnique({ where: { userId: actor.id } }) : null;
  return row === null
    ? { keys: {}, characters: true }
    : { keys: row.keys as KeymapView["keys"], characters: row.characters };
}
