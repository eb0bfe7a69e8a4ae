import type { Actor } from "#lib/account/actor";
import { appendAudit, insertAudit } from "#lib/audit/audit-store";
import { type Tx, wakeAfterCommit } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import type { Audience, CommentView } from "./comment-schema.ts";
import type { CommentRow } from "./read-comments.ts";
import type { Shape } from "./shape-schema.ts";

/** A comment that was checked and is about to be written. */
export type NewComment = {
  output: { id: string; projectId: string; sha256: string | null };
  parentId: string | null;
  decisionId: string | null;
  audience: Audience;
  body: string;
  mentions: readonly { id: string; name: string }[];
  shapes: readonly Shape[];
};

/** What an output carries after a comment: the counters of its tile, and the number that the comment got. */
export type PostedComment = { id: string; comments: number; drawings: number; lastComment: number };

/**
 * Writes a comment, the output's counters, event and audit in one statement. The counters' row lock puts comments of
 * one output in a line, so that their numbers are in the order of their commits.
 */
export async function insertComment(
  tx: Tx,
  actor: Actor,
  { output, parentId, decisionId, audience, body, mentions, shapes }: NewComment,
  now: Date,
): Promise<PostedComment> {
  const id = newId();
  const audit = {
    action: "comment.posted",
    subjectType: "comment",
    subjectId: id,
    projectId: output.projectId,
    data: {
      output: output.id,
      parent: parentId,
      decision: decisionId,
      audience,
      shapes: shapes.length,
      mentions: mentions.map((mention) => mention.id),
    },
  } as const;
  const called = toldOf(actor, mentions);
  const [counts] = await tx.$queryRaw<Omit<PostedComment, "id">[]>`
    WITH place AS (
      UPDATE output SET comments = comments + 1, drawings = drawings + ${shapes.length}
      WHERE id = ${output.id}::uuid
      RETURNING comments, drawings, comments + comments_deleted AS number
    ), posted AS (
      INSERT INTO comment (id, project_id, output_id, number, sha256, parent_id, decision_id, audience, body, mentions,
                           shapes, actor_kind, actor_id, actor_name, created_at)
      SELECT ${id}::uuid, ${output.projectId}::uuid, ${output.id}::uuid, place.number, ${output.sha256},
             ${parentId}::uuid, ${decisionId}::uuid, ${audience}, ${body}, ${JSON.stringify(mentions)}::jsonb,
             ${JSON.stringify(shapes)}::jsonb, ${actor.kind}, ${actor.id}, ${actor.name}, ${now}
      FROM place
    ), called AS (
      INSERT INTO mention (person_id, comment_id, project_id)
      SELECT person, ${id}::uuid, ${output.projectId}::uuid FROM place, unnest(${called}::text[]) AS person
    ), told AS (
      INSERT INTO event (kind, project_id, subject_id, data)
      SELECT 'comment.created', ${output.projectId}::uuid, ${id}, jsonb_build_object(
        'outputId', ${output.id}::text, 'comments', place.comments, 'drawings', place.drawings,
        'number', place.number, 'mentions', ${JSON.stringify(called)}::jsonb,
        'by', ${JSON.stringify(signature(actor))}::jsonb)
      FROM place
    ), recorded AS (${insertAudit(actor, [audit])}
    )
    SELECT comments, drawings, number AS "lastComment" FROM place`;
  if (counts === undefined) throw new Error(`Output ${output.id} went away.`);
  wakeAfterCommit(tx, "event");
  return { id, ...counts };
}

/**
 * Ends a thread (`isResolved`) or opens it again, with event and audit. False when it stood so already, also by
 * somebody who was faster: then nothing is written.
 */
export async function setResolution(
  tx: Tx,
  actor: Actor,
  { id, outputId, projectId }: Pick<CommentRow, "id" | "outputId" | "projectId">,
  isResolved: boolean,
  now: Date,
): Promise<boolean> {
  const by = signature(actor);
  const changed = isResolved
    ? await tx.$executeRaw`
        UPDATE comment SET resolved_at = ${now}, resolved_by = ${JSON.stringify(by)}::jsonb
        WHERE id = ${id}::uuid AND resolved_at IS NULL`
    : await tx.$executeRaw`
        UPDATE comment SET resolved_at = NULL, resolved_by = NULL
        WHERE id = ${id}::uuid AND resolved_at IS NOT NULL`;
  if (changed === 0) return false;
  const action = isResolved ? "comment.resolved" : "comment.reopened";
  await appendAudit(tx, actor, [
    { action, subjectType: "comment", subjectId: id, projectId, data: { output: outputId } },
  ]);
  const data = { outputId, resolved: isResolved };
  await appendEvents(tx, [{ kind: "comment.changed", projectId, subjectId: id, data }]);
  return true;
}

/**
 * Appends an edit, calls whom it newly mentions and takes back the call of those it mentions no longer. False when the
 * comment was deleted meanwhile: then nothing is written.
 */
export async function appendEdit(
  tx: Tx,
  actor: Actor,
  { id, outputId, projectId }: Pick<CommentRow, "id" | "outputId" | "projectId">,
  { body, mentions }: Pick<NewComment, "body" | "mentions">,
  now: Date,
): Promise<boolean> {
  const [edit] = await tx.$queryRaw<{ edits: number }[]>`
    UPDATE comment SET edits = edits + 1 WHERE id = ${id}::uuid AND deleted_at IS NULL RETURNING edits`;
  if (edit === undefined) return false;
  const called = toldOf(actor, mentions);
  await tx.$executeRaw`
    INSERT INTO comment_edit (comment_id, number, body, mentions, created_at)
    VALUES (${id}::uuid, ${edit.edits}, ${body}, ${JSON.stringify(mentions)}::jsonb, ${now})`;
  await tx.$executeRaw`
    DELETE FROM mention WHERE comment_id = ${id}::uuid AND NOT person_id = ANY(${called}::text[])`;
  const added = await tx.$queryRaw<{ person: string }[]>`
    INSERT INTO mention (person_id, comment_id, project_id)
    SELECT person, ${id}::uuid, ${projectId}::uuid FROM unnest(${called}::text[]) AS person
    ON CONFLICT DO NOTHING RETURNING person_id AS person`;
  await tellChange(tx, actor, { id, outputId, projectId }, "edited", {
    mentions: added.map(({ person }) => person),
  });
  return true;
}

/**
 * Puts a comment out of sight, with its drawings and mentions, and counts it no longer; the row stays as it was
 * written. False when it was deleted already: then nothing is written.
 */
export async function markDeleted(
  tx: Tx,
  actor: Actor,
  { id, outputId, projectId, shapes }: Pick<CommentRow, "id" | "outputId" | "projectId" | "shapes">,
  now: Date,
): Promise<boolean> {
  // The output first, as who posts does: of two transactions neither then waits for the other in a ring.
  await tx.$queryRaw`SELECT FROM output WHERE id = ${outputId}::uuid FOR NO KEY UPDATE`;
  const changed = await tx.$executeRaw`
    UPDATE comment SET deleted_at = ${now}, deleted_by = ${JSON.stringify(signature(actor))}::jsonb
    WHERE id = ${id}::uuid AND deleted_at IS NULL`;
  if (changed === 0) return false;
  await tx.$executeRaw`
    UPDATE output SET comments = comments - 1, comments_deleted = comments_deleted + 1,
                      drawings = drawings - ${shapes.length}
    WHERE id = ${outputId}::uuid`;
  await tx.$executeRaw`DELETE FROM mention WHERE comment_id = ${id}::uuid`;
  await tellChange(tx, actor, { id, outputId, projectId }, "deleted");
  return true;
}

async function tellChange(
  tx: Tx,
  actor: Actor,
  { id: subjectId, outputId, projectId }: Pick<CommentRow, "id" | "outputId" | "projectId">,
  what: "edited" | "deleted",
  more: { mentions?: string[] } = {},
): Promise<void> {
  await appendAudit(tx, actor, [
    {
      action: `comment.${what}`,
      subjectType: "comment",
      subjectId,
      projectId,
      data: { output: outputId, ...more },
    },
  ]);
  const data = { outputId, [what]: true, by: signature(actor), ...more };
  await appendEvents(tx, [{ kind: "comment.changed", projectId, subjectId, data }]);
}

function signature({ kind, id, name }: Actor): CommentView["by"] {
  return { kind, id, name };
}

/** Nobody has to be told what they said themselves. */
function toldOf({ id }: Actor, mentions: NewComment["mentions"]): string[] {
  return mentions.map((mention) => mention.id).filter((person) => person !== id);
}

/**
 * Remembers how far the actor has read, never backwards and never past what there is; whoever is called there has read
 * that, too. It concerns nobody else, so it
 * has neither event nor audit line.
 */
export async function saveReadMark(
  tx: Tx,
  actor: Actor,
  outputId: string,
  upTo: number,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE mention m SET read_at = ${now} FROM comment c
    WHERE m.person_id = ${actor.id} AND m.read_at IS NULL AND c.id = m.comment_id
      AND c.output_id = ${outputId}::uuid AND c.number <= ${upTo}`;
  await tx.$executeRaw`
    INSERT INTO comment_read (actor_kind, actor_id, output_id, up_to)
    SELECT ${actor.kind}, ${actor.id}, id, least(comments + comments_deleted, ${upTo}) FROM output WHERE id = ${outputId}::uuid
    ON CONFLICT (output_id, actor_kind, actor_id) DO UPDATE SET up_to = greatest(comment_read.up_to, excluded.up_to)`;
}
