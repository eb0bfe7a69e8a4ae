import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { findReceipt, readReceipt } from "./read-receipts.ts";
import { lockSession, requireOwnOpen } from "./read-sessions.ts";
import type { Receipt } from "./receipt-schema.ts";
import { writeReceipt } from "./receipt-store.ts";
import { recordSession } from "./session-store.ts";

/**
 * Closes one's own session, whatever is left in it, and freezes its receipt. Closing it again gives that receipt. 404,
 * and 403 for somebody else's.
 */
export async function closeSession(tx: Tx, actor: Actor, id: string, now: Date): Promise<Receipt> {
  const session = await lockSession(tx, actor, id);
  const before = await findReceipt(tx, session.id);
  if (before !== null) return before;
  requireOwnOpen(actor, session);
  await writeReceipt(tx, session, now);
  const receipt = await readReceipt(tx, actor, id);
  const { counts, skipped, undone } = receipt;
  await recordSession(tx, actor, session, "closed", { counts, skipped, undone });
  return receipt;
}
