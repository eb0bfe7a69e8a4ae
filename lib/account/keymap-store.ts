import type { Tx } from "#lib/db/transaction";
import type { KeymapView } from "./keymap-schema.ts";

export async function saveKeymapRow(tx: Tx, userId: string, keymap: KeymapView): Promise<void> {
  await tx.keymap.upsert({ where: { userId }, create: { userId, ...keymap }, update: keymap });
}
