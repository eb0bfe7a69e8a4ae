import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { Prisma } from "#prisma";
import type { ListMentionsQuery, MentionPage, MentionView } from "./mention-schema.ts";

/** Nobody tells a hundred unread mentions from more. */
const mostCounted = 100;

type Row = Omit<MentionView, "by" | "at" | "isRead"> & {
  actorKind: string;
  actorId: string;
  actorName: string;
  createdAt: Date;
  readAt: Date | null;
};

/** One page of the comments that call the actor, newest first: ids of comments are in the order of their time. */
export async function listMentions(
  db: Db,
  actor: Actor,
  { cursor, limit }: ListMentionsQuery,
): Promise<MentionPage> {
  const [rows, unread] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT c.id, c.output_id AS "outputId", o.sha256, r.seed, w.title AS "workflowTitle",
             coalesce(e.body, c.body) AS body, c.actor_kind AS "actorKind", c.actor_id AS "actorId",
             c.actor_name AS "actorName", c.created_at AS "createdAt", m.read_at AS "readAt"
      FROM mention m
      JOIN comment c ON c.id = m.comment_id
      LEFT JOIN comment_edit e ON e.comment_id = c.id AND e.number = c.edits
      JOIN output o ON o.id = c.output_id
      JOIN run r ON r.id = o.run_id
      JOIN workflow w ON w.id = o.workflow_id
      WHERE ${toSee(actor)} ${cursor === undefined ? Prisma.empty : Prisma.sql`AND m.comment_id < ${cursor}::uuid`}
      ORDER BY m.comment_id DESC
      LIMIT ${limit + 1}`,
    countUnread(db, actor),
  ]);
  const items = rows.slice(0, limit).map(present);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, unread };
}

/** How many of the actor's mentions are unread, counted to a hundred. */
export async function countUnread(db: Db | Tx, actor: Actor): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM (SELECT FROM mention m WHERE ${toSee(actor)} AND m.read_at IS NULL LIMIT ${mostCounted}) AS counted`;
  return row?.count ?? 0;
}

/** A program is called by nobody; who left a project sees nothing of it any more. */
function toSee(actor: Actor): Prisma.Sql {
  const personId = actor.kind === "person" ? actor.id : "";
  return Prisma.sql`m.person_id = ${personId} AND m.project_id = ANY(${visibleProjects(actor)}::uuid[])`;
}

function present({ actorKind, actorId, actorName, createdAt, readAt, ...row }: Row): MentionView {
  return {
    ...row,
    by: { kind: actorKind, id: actorId, name: actorName },
    at: createdAt.toISOString(),
    isRead: readAt !== null,
  };
}
