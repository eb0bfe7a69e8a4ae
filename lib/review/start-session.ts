import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { describeSession, findOpenSession } from "./read-sessions.ts";
import type { StartedSession, StartSession } from "./session-schema.ts";
import { resolveScope } from "./session-scope.ts";
import { openSession } from "./session-store.ts";

/**
 * Freezes what matches a scope into a list of the actor's own, or resumes the open one of that scope as it was left.
 * Everybody who may look may go through a list; what may be decided in it is asked verdict by verdict. 404 for a
 * project that the actor may not see.
 */
export async function startSession(
  tx: Tx,
  actor: Actor,
  { scope: asked, order }: StartSession,
  now: Date,
): Promise<StartedSession> {
  const scope = await resolveScope(tx, actor, asked);
  const opened = await openSession(tx, actor, { ...scope, order }, now);
  const session = opened ?? (await findOpenSession(tx, actor, scope.scopeKey));
  // Closed by another tab in this very moment: then there is none, and a new one may begin.
  if (session === undefined) return startSession(tx, actor, { scope: asked, order }, now);
  return { ...(await describeSession(tx, session)), isResumed: opened === null };
}
