import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { invalid, notFound } from "#lib/errors";
import type { OutputRow } from "#lib/output/output-row";
import { findOutput } from "#lib/output/read-outputs";
import type { CarriedComment, CommentView, PostComment } from "./comment-schema.ts";
import { insertComment, type PostedComment } from "./comment-store.ts";
import { type CommentRow, findComment, presentComment } from "./read-comments.ts";
import type { Shape } from "./shape-schema.ts";
import { requireMembers } from "./require-members.ts";
import { simplifyPoints } from "./simplify-points.ts";

/**
 * Posts a comment on an output, as a new thread or into one. 404, 403, and 422 naming the field: somebody mentioned
 * who may not see the output, a thread of another output, shapes where there is no file to draw on.
 */
export async function postComment(
  tx: Tx,
  actor: Actor,
  outputId: string,
  input: PostComment,
  now: Date,
): Promise<CommentView> {
  const output = await findOutput(tx, actor, outputId);
  if (output === null) throw notFound("output");
  const thread = input.parent === undefined ? null : await requireThread(tx, actor, output, input.parent);
  if (thread?.audience === "internal" && input.audience === "client") {
    throw invalid([
      { path: "/audience", message: "This thread is internal. Start a thread of its own for the client." },
    ]);
  }
  const { id } = await addComment(tx, actor, output, { ...input, parentId: thread?.id ?? null }, now);
  const posted = await findComment(tx, actor, id);
  if (posted === null) throw new Error(`Comment ${id} went away.`);
  return presentComment(posted);
}

/** Where a comment belongs; `at` is where it stands in the request, for naming a field. */
type Placement = { parentId?: string | null; decisionId?: string; at?: string };

/** A comment as a verdict carries it, beside the decision in the same transaction. Refuses as `postComment` does. */
export async function addComment(
  tx: Tx,
  actor: Actor,
  output: OutputRow,
  input: CarriedComment & Placement,
  now: Date,
): Promise<PostedComment> {
  authorise(actor, "comment.create", output.projectId);
  const { body, audience, parentId = null, decisionId = null, at = "" } = input;
  if (input.shapes.length > 0 && output.sha256 === null) {
    throw invalid([
      { path: `${at}/shapes`, message: "This file was set aside, so there is nothing to draw on." },
    ]);
  }
  const mentions = await requireMembers(tx, output.projectId, input.mentions, `${at}/mentions`);
  const shapes = input.shapes.map(toStored);
  return insertComment(tx, actor, { output, parentId, decisionId, audience, body, mentions, shapes }, now);
}

/** The comment that begins the thread of `parent`. */
async function requireThread(tx: Tx, actor: Actor, output: OutputRow, parent: string): Promise<CommentRow> {
  const found = await findComment(tx, actor, parent);
  const thread = found?.parentId == null ? found : await findComment(tx, actor, found.parentId);
  if (thread === null || thread.outputId !== output.id) {
    throw invalid([{ path: "/parent", message: "There is no such comment on this output to answer." }]);
  }
  return thread;
}

function toStored(shape: Shape): Shape {
  return shape.kind === "freehand" ? { ...shape, points: simplifyPoints(shape.points) } : shape;
}
