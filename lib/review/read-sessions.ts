import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { AppError, notFound } from "#lib/errors";
import { decodeCursor, toPage } from "#lib/http/cursor";
import type { Page } from "#lib/http/page-schema";
import { isId } from "#lib/ids";
import { awaits } from "#lib/output/decision-sql";
import type { OutputState } from "#lib/run/output-summary-schema";
import { Prisma } from "#prisma";
import { arrivedOutputs } from "./arrivals-sql.ts";
import type { Within } from "./decision-store.ts";
import { presentSession, sessionColumns, type SessionRow } from "./session-row.ts";
import type { ListSessionsQuery, SessionDetail, SessionView, StateCounts } from "./session-schema.ts";

/** One's own sessions, the latest first. An open one whose list is empty has nothing to go on with. */
export async function listSessions(
  db: Db,
  actor: Actor,
  { cursor, limit, open }: ListSessionsQuery,
): Promise<Page<SessionView>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT ${sessionColumns} FROM review_session s
    WHERE s.reviewer_kind = ${actor.kind} AND s.reviewer_id = ${actor.id}
      AND (s.total > 0 OR s.closed_at IS NOT NULL)
      ${open === undefined ? Prisma.empty : Prisma.sql`AND (s.closed_at IS NULL) = ${open === "true"}`}
      ${after ? Prisma.sql`AND (s.started_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY s.started_at DESC, s.id DESC
    LIMIT ${limit + 1}`;
  return toPage(rows, limit, ({ startedAt, id }) => ({ at: startedAt, id }), presentSession);
}

/** A session with its counts. 404 when there is none, or one that reaches into a project the actor may not see. */
export async function readSession(db: Db | Tx, actor: Actor, id: string): Promise<SessionDetail> {
  return describeSession(db, await requireSession(db, actor, id));
}

/** The row of a session that the actor may read, or 404. */
export async function requireSession(db: Db | Tx, actor: Actor, id: string): Promise<SessionRow> {
  return requireVisible(actor, await findSession(db, id, Prisma.empty));
}

function requireVisible<Session extends Pick<SessionRow, "projectIds">>(
  actor: Actor,
  session: Session | null,
): Session {
  const visible = new Set(visibleProjects(actor));
  if (session === null || !session.projectIds.every((project) => visible.has(project))) {
    throw notFound("review session");
  }
  return session;
}

/**
 * The actor's own open session, locked until the transaction ends. 404 as for reading, 403 for somebody else's, 409
 * for one that is closed.
 */
export async function lockOwnSession(tx: Tx, actor: Actor, id: string): Promise<SessionRow> {
  return requireOwnOpen(actor, await lockSession(tx, actor, id));
}

/** A session that the actor may read, locked until the transaction ends; 404 for any other. */
export async function lockSession(tx: Tx, actor: Actor, id: string): Promise<SessionRow> {
  await requireSession(tx, actor, id);
  const session = await findSession(tx, id, Prisma.sql`FOR NO KEY UPDATE`);
  return requireVisible(actor, session);
}

type Owned = Pick<SessionRow, "reviewerKind" | "reviewerId" | "reviewerName"> & {
  closedAt: Date | string | null;
};

/** As much of a session as tells whether one may decide in it. */
export type NamedSession = Owned & Pick<SessionRow, "id" | "projectIds">;

/** 403 unless it is the actor's own, 409 once its receipt is written. */
export function requireOwnOpen<Session extends Owned>(actor: Actor, session: Session): Session {
  if (session.reviewerKind !== actor.kind || session.reviewerId !== actor.id) {
    const { reviewerName } = session;
    throw new AppError(
      "forbidden",
      `This is ${reviewerName}'s session. Start one of your own with the same filter.`,
    );
  }
  if (session.closedAt !== null) {
    throw new AppError(
      "conflict",
      "This session is closed and its receipt written. Start a new one to go on.",
    );
  }
  return session;
}

/** The session that a decision names, which has to be the actor's own and open: 404, 403 and 409 as for changing it. */
export async function requireWithin(tx: Tx, actor: Actor, id: string | undefined): Promise<Within> {
  return withinNamed(actor, id, id === undefined ? null : await findSession(tx, id, Prisma.empty));
}

/** The same where what `id` names was read already; null when there is no such session. */
export function withinNamed(actor: Actor, id: string | undefined, session: NamedSession | null): Within {
  if (id === undefined) return { session: null, step: null };
  return { session: requireOwnOpen(actor, requireVisible(actor, session)).id, step: null };
}

/** The open session of a reviewer and scope. */
export async function findOpenSession(
  tx: Tx,
  actor: Actor,
  scopeKey: string,
): Promise<SessionRow | undefined> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT ${sessionColumns} FROM review_session s
    WHERE s.reviewer_kind = ${actor.kind} AND s.reviewer_id = ${actor.id} AND s.scope_key = ${scopeKey}
      AND s.closed_at IS NULL`;
  return row;
}

/** The numbers of a session's header, counted anew: they are the database's, not anybody's tally. */
export async function describeSession(db: Db | Tx, session: SessionRow): Promise<SessionDetail> {
  const states = await readStates(db, session);
  const [aside] = await readAside(db, session);
  const counts: StateCounts = { pending: 0, approved: 0, rejected: 0, reseeded: 0 };
  let left = 0;
  for (const { state, isLeft, count } of states) {
    counts[state] += count;
    if (isLeft) left += count;
  }
  return {
    ...presentSession(session),
    counts,
    left,
    skipped: aside?.skipped ?? 0,
    arrivals: { own: aside?.own ?? 0, others: aside?.others ?? 0 },
  };
}

function readStates(
  db: Db | Tx,
  { id, reviewerId }: SessionRow,
): Promise<{ state: OutputState; isLeft: boolean; count: number }[]> {
  return db.$queryRaw`
    SELECT o.state, ${awaits(reviewerId)} AS "isLeft", count(*)::int AS count
    FROM review_session_output l JOIN output o ON o.id = l.output_id
    WHERE l.session_id = ${id}::uuid GROUP BY o.state, "isLeft"`;
}

function readAside(
  db: Db | Tx,
  session: SessionRow,
): Promise<{ skipped: number; own: number; others: number }[]> {
  const isOwn = Prisma.sql`(r.parent_output_id IS NOT NULL AND r.submitter_kind = ${session.reviewerKind}
    AND r.submitter_id = ${session.reviewerId})`;
  return db.$queryRaw`
    SELECT
      (SELECT count(*)::int FROM review_session_skip k JOIN output o ON o.id = k.output_id
       WHERE k.session_id = ${session.id}::uuid AND ${awaits(session.reviewerId)}) AS skipped,
      count(*) FILTER (WHERE ${isOwn})::int AS own,
      count(*) FILTER (WHERE NOT ${isOwn})::int AS others
    FROM (${arrivedOutputs(session)}) arrived JOIN run r ON r.id = arrived.run_id`;
}

async function findSession(db: Db | Tx, id: string, lock: Prisma.Sql): Promise<SessionRow | null> {
  if (!isId(id)) return null;
  const [row] = await db.$queryRaw<SessionRow[]>`
    SELECT ${sessionColumns} FROM review_session s WHERE s.id = ${id}::uuid ${lock}`;
  return row ?? null;
}
