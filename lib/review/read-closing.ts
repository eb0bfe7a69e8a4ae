import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { ReviewClosing } from "./closing-schema.ts";

/** Whether the review of a project (by slug or id; the default one when left out) is closed. 404 when out of sight. */
export async function readClosing(
  db: Db | Tx,
  actor: Actor,
  project: string | undefined,
): Promise<ReviewClosing> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return closingOf(db, id);
}

/** The same for a project that the actor is known to see. */
export async function closingOf(db: Db | Tx, projectId: string): Promise<ReviewClosing> {
  const { reviewClosing: row } = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { reviewClosing: true },
  });
  if (row === null) return { closing: null };
  const by = { kind: row.closedByKind, id: row.closedById, name: row.closedByName };
  return { closing: { id: row.id, at: row.closedAt.toISOString(), by } };
}
