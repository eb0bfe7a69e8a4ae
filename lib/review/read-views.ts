import type { Actor } from "#lib/account/actor";
import { authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import type { SavedView as Row } from "#prisma";
import type { SavedView } from "./view-schema.ts";

/** The saved views of a project that the actor may see: their own and the shared ones, by name. */
export async function listViews(db: Db, actor: Actor, project: string | undefined): Promise<SavedView[]> {
  const { id: projectId } = await readProject(db, actor, project);
  authorise(actor, "project.read", projectId);
  const rows = await db.savedView.findMany({
    where: { projectId, OR: [{ ownerId: actor.id }, { isShared: true }] },
    orderBy: [{ name: "asc" }, { createdAt: "asc" }],
    take: 500,
  });
  return rows.map(presentView);
}

/** The row of a view that the actor may see. 404 otherwise: somebody's own views are nobody else's business. */
export async function findView(tx: Tx, actor: Actor, id: string): Promise<Row> {
  const row = isId(id) ? await tx.savedView.findUnique({ where: { id } }) : null;
  const isVisible =
    row !== null && actor.roles.has(row.projectId) && (row.isShared || row.ownerId === actor.id);
  if (!isVisible) throw notFound("view");
  return row;
}

export function presentView({ id, name, query, isShared, ownerId, ownerName, createdAt }: Row): SavedView {
  return {
    id,
    name,
    query,
    shared: isShared,
    owner: { id: ownerId, name: ownerName },
    createdAt: createdAt.toISOString(),
  };
}
