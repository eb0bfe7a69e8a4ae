import type { Actor } from "#lib/account/actor";
import { appendAudit, insertAudit } from "#lib/audit/audit-store";
import { type Tx, wakeAfterCommit } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import type { Audience } from "./comment-schema.ts";
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

/** What an output carries after a comment: the counters of its tile. */
export type PostedComment = { id: string; comments: number; drawings: number };

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
  const [counts] = await tx.$queryRaw<{ comments: number; drawings: number }[]>`
    WITH place AS (
      UPDATE output SET comments = comments + 1, drawings = drawings + ${shapes.length}
      WHERE id = ${output.id}::uuid
      RETURNING comments, drawings
    ), posted AS (
      INSERT INTO comment (id, project_id, output_id, number, sha256, parent_id, decision_id, audience, body, mentions,
                           shapes, actor_kind, actor_id, actor_name, created_at)
      SELECT ${id}::uuid, ${output.projectId}::uuid, ${output.id}::uuid, place.comments, ${output.sha256},
             ${parentId}::uuid, ${decisionId}::uuid, ${audience}, ${body}, ${JSON.stringify(mentions)}::jsonb,
             ${JSON.stringify(shapes)}::jsonb, ${actor.kind}, ${actor.id}, ${actor.name}, ${now}
      FROM place
    ), told AS (
      INSERT INTO event (kind, project_id, subject_id, data)
      SELECT 'comment.created', ${output.projectId}::uuid, ${id}, jsonb_build_object(
        'outputId', ${output.id}::text, 'comments', place.comments, 'drawings', place.drawings,
        'by', jsonb_build_object('kind', ${actor.kind}::text, 'id', ${actor.id}::text))
      FROM place
    ), recorded AS (${insertAudit(actor, [audit])}
    )
    SELECT comments, drawings FROM place`;
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
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
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
 * Remembers how far the actor has read, never backwards and never past what there is. It concerns nobody else, so it
 * has neither event nor audit line.
 */
export async function saveReadMark(tx: Tx, actor: Actor, outputId: string, upTo: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO comment_read (actor_kind, actor_id, output_id, up_to)
    SELECT ${actor.kind}, ${actor.id}, id, least(comments, ${upTo}) FROM output WHERE id = ${outputId}::uuid
    ON CONFLICT (output_id, actor_kind, actor_id) DO UPDATE SET up_to = greatest(comment_read.up_to, excluded.up_to)`;
}
