import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { closeSession } from "./close-session.ts";
import { describeSession, findOpenSession, lockOwnSession } from "./read-sessions.ts";
import type { StartedSession, StartSession } from "./session-schema.ts";
import { resolveScope } from "./session-scope.ts";
import { drawList, openSession } from "./session-store.ts";

/**
 * Freezes what matches a scope into a list of the actor's own, or resumes the open one of that scope as it was left.
 * One that was left with nothing to decide is done: it is closed with its receipt, and a new one started. Everybody
 * who may look may go through a list; what may be decided in it is asked verdict by verdict. 404 for a project that
 * the actor may not see.
 */
export async function startSession(
  tx: Tx,
  actor: Actor,
  asked: StartSession,
  now: Date,
): Promise<StartedSession> {
  const scope = await resolveScope(tx, actor, asked.scope);
  const opened = await openSession(tx, actor, { ...scope, order: asked.order }, now);
  if (opened !== null) return { ...(await describeSession(tx, opened)), isResumed: false };
  const left = await findOpenSession(tx, actor, scope.scopeKey);
  // Closed by another tab in this very moment: then there is none, and a new one may begin.
  if (left === undefined) return startSession(tx, actor, asked, now);
  // An empty list was never gone through, so it may as well be drawn anew.
  if (left.total === 0) {
    const locked = await lockOwnSession(tx, actor, left.id);
    const session = locked.total > 0 ? locked : await drawList(tx, { ...locked, order: asked.order }, now);
    return { ...(await describeSession(tx, session)), isResumed: true };
  }
  const detail = await describeSession(tx, left);
  if (detail.left > 0) return { ...detail, isResumed: true };
  await closeSession(tx, actor, left.id, now);
  return startSession(tx, actor, asked, now);
}
