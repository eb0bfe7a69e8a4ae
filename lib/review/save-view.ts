import { type Actor, authorise, may } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, invalid } from "#lib/errors";
import { newId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import { findView, presentView } from "./read-views.ts";
import type { ChangeView, CreateView, SavedView } from "./view-schema.ts";
import { countViews, deleteView, hasViewNamed, insertView, updateView } from "./view-store.ts";

const mostViews = 200;

/** Saves a list under a name. 403 for sharing without the right, 409 for a name that one has already. */
export async function createView(tx: Tx, actor: Actor, input: CreateView, now: Date): Promise<SavedView> {
  const { id: projectId } = await readProject(tx, actor, input.project);
  authorise(actor, input.shared ? "view.share" : "project.read", projectId);
  const { name, query, shared: isShared } = input;
  const row = {
    id: newId(),
    projectId,
    ownerId: actor.id,
    ownerName: actor.name,
    name,
    query,
    isShared,
    createdAt: now,
    updatedAt: now,
  };
  if (await hasViewNamed(tx, row, name)) throw nameTaken(name);
  if ((await countViews(tx, projectId, actor.id)) >= mostViews) {
    const message = `One person keeps ${mostViews} views at the most. Delete one first.`;
    throw invalid([{ path: "/name", message }]);
  }
  await insertView(tx, actor, row);
  return presentView(row);
}

/** Renames a view, points it elsewhere, shares it or no longer. Only its owner may. 403, 404, 409. */
export async function changeView(
  tx: Tx,
  actor: Actor,
  id: string,
  input: ChangeView,
  now: Date,
): Promise<SavedView> {
  const row = await findView(tx, actor, id);
  if (row.ownerId !== actor.id) throw notYours(row.ownerName);
  const { name = row.name, query = row.query, shared: isShared = row.isShared } = input;
  if (isShared && !row.isShared) authorise(actor, "view.share", row.projectId);
  if (await hasViewNamed(tx, row, name)) throw nameTaken(name);
  return presentView(await updateView(tx, actor, row, { name, query, isShared }, now));
}

/** Takes a view away: its owner may, and whoever manages people may take away a shared one. 403, 404. */
export async function removeView(tx: Tx, actor: Actor, id: string): Promise<SavedView> {
  const row = await findView(tx, actor, id);
  if (row.ownerId !== actor.id && !may(actor, "people.manage", row.projectId)) throw notYours(row.ownerName);
  await deleteView(tx, actor, row);
  return presentView(row);
}

function nameTaken(name: string): AppError {
  const message = `You have a view called “${name}” already. Choose another name.`;
  return new AppError("conflict", message, { fields: [{ path: "/name", message }] });
}

function notYours(owner: string): AppError {
  return new AppError("forbidden", `This view belongs to ${owner}. Save one of your own instead.`);
}
