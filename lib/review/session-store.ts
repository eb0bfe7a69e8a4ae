import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import { outputConditions } from "#lib/output/output-conditions";
import { Prisma } from "#prisma";
import { arrivedOutputs, mostListed } from "./arrivals-sql.ts";
import { filterOf, type ResolvedScope } from "./session-scope.ts";
import { sessionColumns, type SessionRow } from "./session-row.ts";

/**
 * Opens a session and freezes its list. Null when the reviewer has an open one of this scope: of several who ask at
 * once one opens it, and the others wait and are told so.
 */
export async function openSession(
  tx: Tx,
  actor: Actor,
  { scope, scopeKey, projectIds, order }: ResolvedScope & { order: SessionRow["order"] },
  now: Date,
): Promise<SessionRow | null> {
  const id = newId();
  const opened = await tx.$executeRaw`
    INSERT INTO review_session (id, reviewer_kind, reviewer_id, reviewer_name, project_ids, scope, scope_key,
                                list_order, listed_at, started_at, used_at)
    VALUES (${id}::uuid, ${actor.kind}, ${actor.id}, ${actor.name}, ${projectIds}::uuid[],
            ${JSON.stringify(scope)}::jsonb, ${scopeKey}, ${order}, ${now}, ${now}, ${now})
    ON CONFLICT (reviewer_kind, reviewer_id, scope_key) WHERE closed_at IS NULL DO NOTHING`;
  if (opened === 0) return null;
  const session = await drawList(tx, { id, scope, projectIds, order, reviewerId: actor.id }, now);
  await recordSession(tx, actor, session, "started", { total: session.total });
  return session;
}

/** Draws the list of a session that has none: everything that matches now, in its order. */
export async function drawList(
  tx: Tx,
  {
    id,
    scope,
    projectIds,
    order,
    reviewerId,
  }: Pick<SessionRow, "id" | "scope" | "projectIds" | "order" | "reviewerId">,
  now: Date,
): Promise<SessionRow> {
  const direction = order === "oldest" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [session] = await tx.$queryRaw<SessionRow[]>`
    WITH matching AS MATERIALIZED (
      SELECT o.id, o.created_at FROM output o
      WHERE o.project_id = ANY(${projectIds}::uuid[])
        ${Prisma.join(outputConditions(filterOf(scope), projectIds, reviewerId), " ")}
      ORDER BY o.created_at ${direction}, o.id ${direction}
      LIMIT ${mostListed + 1}
    ), listed AS (
      INSERT INTO review_session_output (session_id, position, output_id)
      SELECT ${id}::uuid, row_number() OVER (ORDER BY created_at ${direction}, id ${direction}) - 1, id
      FROM matching
      ORDER BY created_at ${direction}, id ${direction}
      LIMIT ${mostListed}
    )
    UPDATE review_session s
    SET total = least(found.total, ${mostListed}), is_cut = found.total > ${mostListed}, list_order = ${order},
        started_at = ${now}, listed_at = ${now}, used_at = ${now}
    FROM (SELECT count(*)::int AS total FROM matching) found
    WHERE s.id = ${id}::uuid
    RETURNING ${sessionColumns}`;
  if (session === undefined) throw new Error("A session that is being drawn is gone.");
  return session;
}

/** Appends the arrivals behind the last position; the session is locked by the caller. Returns how many they were. */
export async function appendArrivals(tx: Tx, actor: Actor, session: SessionRow, now: Date): Promise<number> {
  const direction = session.order === "oldest" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const appended = await tx.$executeRaw`
    INSERT INTO review_session_output (session_id, position, output_id)
    SELECT ${session.id}::uuid,
           ${session.total}::int - 1 + row_number() OVER (ORDER BY arrived.created_at ${direction}, arrived.id ${direction}),
           arrived.id
    FROM (${arrivedOutputs(session)}) arrived`;
  await tx.$executeRaw`
    UPDATE review_session SET total = total + ${appended}, listed_at = ${now}, used_at = ${now}
    WHERE id = ${session.id}::uuid`;
  if (appended > 0) await recordSession(tx, actor, session, "grown", { appended });
  return appended;
}

/** Where the cursor stands. A convenience of one person, saved often: it leaves neither event nor record. */
export async function savePosition(tx: Tx, sessionId: string, position: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE review_session SET position = ${position}, used_at = ${now} WHERE id = ${sessionId}::uuid`;
}

export async function insertSkip(tx: Tx, actor: Actor, session: SessionRow, outputId: string, now: Date) {
  const inserted = await tx.$executeRaw`
    INSERT INTO review_session_skip (session_id, output_id, created_at)
    VALUES (${session.id}::uuid, ${outputId}::uuid, ${now}) ON CONFLICT DO NOTHING`;
  if (inserted === 1) await recordSession(tx, actor, session, "skipped", { output: outputId });
}

export async function deleteSkip(tx: Tx, actor: Actor, session: SessionRow, outputId: string) {
  const deleted = await tx.$executeRaw`
    DELETE FROM review_session_skip WHERE session_id = ${session.id}::uuid AND output_id = ${outputId}::uuid`;
  if (deleted === 1) await recordSession(tx, actor, session, "unskipped", { output: outputId });
}

/** Event and audit of a change to a session. The event goes to the project whose members may read it. */
export async function recordSession(
  tx: Tx,
  actor: Actor,
  session: SessionRow,
  verb: "started" | "grown" | "skipped" | "unskipped" | "closed",
  data: Prisma.InputJsonObject,
): Promise<void> {
  const [projectId = null] = session.projectIds;
  await appendEvents(tx, [
    { kind: "session.changed", projectId, subjectId: session.id, data: { change: verb, reviewer: actor.id } },
  ]);
  await appendAudit(tx, actor, [
    { action: `session.${verb}`, subjectType: "review-session", subjectId: session.id, projectId, data },
  ]);
}
