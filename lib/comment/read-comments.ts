import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { Prisma } from "#prisma";
import type { Audience, CommentPage, CommentView, ListCommentsQuery, Wordings } from "./comment-schema.ts";
import type { Shape } from "./shape-schema.ts";

export type CommentRow = {
  id: string;
  projectId: string;
  outputId: string;
  number: number;
  parentId: string | null;
  audience: Audience;
  body: string;
  mentions: { id: string; name: string }[];
  shapes: Shape[];
  sha256: string | null;
  decisionId: string | null;
  verdict: string | null;
  actorKind: string;
  actorId: string;
  actorName: string;
  createdAt: Date;
  resolvedAt: Date | null;
  resolvedBy: CommentView["by"] | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  deletedBy: CommentView["by"] | null;
};

/** One page of an output's comments, oldest first, and how far the actor has read. 404 for an output not theirs to see. */
export async function listComments(
  db: Db,
  actor: Actor,
  outputId: string,
  { cursor, limit }: ListCommentsQuery,
): Promise<CommentPage> {
  const readUpTo = await readMark(db, actor, outputId);
  if (readUpTo === null) throw notFound("output");
  const rows = await readRows(
    db,
    Prisma.sql`c.output_id = ${outputId}::uuid AND c.number > ${Number(cursor ?? 0)}
      ORDER BY c.number LIMIT ${limit + 1}`,
  );
  const items = rows.slice(0, limit).map(presentComment);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? String(last.number) : null,
    readUpTo,
  };
}

/** How far the actor has read an output's comments; null for an output that they may not see. */
async function readMark(db: Db, actor: Actor, outputId: string): Promise<number | null> {
  if (!isId(outputId)) return null;
  const [found] = await db.$queryRaw<{ upTo: number }[]>`
    SELECT coalesce(m.up_to, 0) AS "upTo"
    FROM output o LEFT JOIN comment_read m ON m.output_id = o.id AND m.actor_kind = ${actor.kind}
      AND m.actor_id = ${actor.id}
    WHERE o.id = ${outputId}::uuid AND o.project_id = ANY(${visibleProjects(actor)}::uuid[])`;
  return found?.upTo ?? null;
}

/** The comment of this id; null when there is none that the actor may see. */
export async function findComment(db: Db | Tx, actor: Actor, id: string): Promise<CommentRow | null> {
  if (!isId(id)) return null;
  const mine = Prisma.sql`c.id = ${id}::uuid AND c.project_id = ANY(${visibleProjects(actor)}::uuid[])`;
  const [row] = await readRows(db, mine);
  return row ?? null;
}

/** As `findComment`; 404 when there is none. */
export async function requireComment(db: Db | Tx, actor: Actor, id: string): Promise<CommentRow> {
  const comment = await findComment(db, actor, id);
  if (comment === null) throw notFound("comment");
  return comment;
}

async function readRows(db: Db | Tx, which: Prisma.Sql): Promise<CommentRow[]> {
  return db.$queryRaw<CommentRow[]>`
    SELECT c.id, c.project_id AS "projectId", c.output_id AS "outputId", c.number, c.parent_id AS "parentId",
           c.audience, coalesce(e.body, c.body) AS body, coalesce(e.mentions, c.mentions) AS mentions, c.shapes, c.sha256, c.decision_id AS "decisionId", d.verdict,
           c.actor_kind AS "actorKind", c.actor_id AS "actorId", c.actor_name AS "actorName",
           c.created_at AS "createdAt", c.resolved_at AS "resolvedAt", c.resolved_by AS "resolvedBy",
           e.created_at AS "editedAt", c.deleted_at AS "deletedAt", c.deleted_by AS "deletedBy"
    FROM comment c LEFT JOIN decision d ON d.id = c.decision_id
      LEFT JOIN comment_edit e ON e.comment_id = c.id AND e.number = c.edits
    WHERE ${which}`;
}

/** What a comment that can be read said from when on, oldest first. 404, also once it is deleted. */
export async function listWordings(db: Db, actor: Actor, id: string): Promise<Wordings> {
  if ((await requireComment(db, actor, id)).deletedAt !== null) throw notFound("comment");
  const rows = await db.$queryRaw<{ body: string; at: Date }[]>`
    SELECT body, created_at AS at, 0 AS number FROM comment WHERE id = ${id}::uuid
    UNION ALL
    SELECT body, created_at, number FROM comment_edit WHERE comment_id = ${id}::uuid
    ORDER BY number`;
  return { items: rows.map(({ body, at }) => ({ body, at: at.toISOString() })) };
}

/** The wire shape of a comment. Of a deleted one it has the place and nothing of what was said. */
export function presentComment(row: CommentRow): CommentView {
  const said = row.deletedAt === null ? row : { body: "", mentions: [], shapes: [] };
  return {
    id: row.id,
    outputId: row.outputId,
    number: row.number,
    parentId: row.parentId,
    audience: row.audience,
    body: said.body,
    mentions: said.mentions,
    shapes: said.shapes,
    sha256: row.sha256,
    decision: row.decisionId === null ? null : { id: row.decisionId, verdict: row.verdict ?? "" },
    by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    at: row.createdAt.toISOString(),
    resolved: actOf(row.resolvedBy, row.resolvedAt),
    edited: row.editedAt?.toISOString() ?? null,
    deleted: actOf(row.deletedBy, row.deletedAt),
  };
}

function actOf(by: CommentView["by"] | null, at: Date | null): CommentView["deleted"] {
  return by === null || at === null ? null : { by, at: at.toISOString() };
}
