import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { describeSession, lockOwnSession, requireSession } from "./read-sessions.ts";
import type { SessionDetail } from "./session-schema.ts";
import { appendArrivals } from "./session-store.ts";

/** Puts what arrived at the tail of one's own session; no position changes. 404, 403, 409 once it is closed. */
export async function listArrivals(tx: Tx, actor: Actor, id: string, now: Date): Promise<SessionDetail> {
  const session = await lockOwnSession(tx, actor, id);
  await appendArrivals(tx, actor, session, now);
  return describeSession(tx, await requireSession(tx, actor, id));
}
