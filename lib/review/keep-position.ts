import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { requireOwnOpen, requireSession } from "./read-sessions.ts";
import { savePosition } from "./session-store.ts";

/** Notes where the cursor stands in one's own session, held within its list. 404, 403, 409 once it is closed. */
export async function keepPosition(
  tx: Tx,
  actor: Actor,
  id: string,
  asked: number,
  now: Date,
): Promise<{ position: number }> {
  const session = requireOwnOpen(actor, await requireSession(tx, actor, id));
  const position = Math.min(asked, Math.max(0, session.total - 1));
  await savePosition(tx, id, position, now);
  return { position };
}
