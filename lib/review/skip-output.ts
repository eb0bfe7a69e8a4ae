import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { findPosition } from "./read-session-outputs.ts";
import { lockOwnSession } from "./read-sessions.ts";
import type { Skip } from "./session-schema.ts";
import { deleteSkip, insertSkip } from "./session-store.ts";

/**
 * Passes an output of one's own session by for now, or takes that back; nothing changes on the output. Doing either
 * twice is doing it once. 404 for one that is not in the list, 403, 409 once the session is closed.
 */
export async function skipOutput(
  tx: Tx,
  actor: Actor,
  { id, output, isSkipped }: Skip & { id: string },
  now: Date,
): Promise<Skip> {
  const session = await lockOwnSession(tx, actor, id);
  if ((await findPosition(tx, id, output)) === null) throw notFound("output in this session");
  if (isSkipped) await insertSkip(tx, actor, session, output, now);
  else await deleteSkip(tx, actor, session, output);
  return { output, isSkipped };
}
