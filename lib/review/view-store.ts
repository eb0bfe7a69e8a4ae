import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { SavedView as Row } from "#prisma";

export type ViewFields = Pick<Row, "name" | "query" | "isShared">;

export async function insertView(tx: Tx, actor: Actor, row: Row): Promise<void> {
  await tx.savedView.create({ data: row });
  await recordViewChange(tx, actor, row, "view.created");
}

export async function updateView(
  tx: Tx,
  actor: Actor,
  row: Row,
  fields: ViewFields,
  now: Date,
): Promise<Row> {
  const after = { ...row, ...fields, updatedAt: now };
  await tx.savedView.update({ where: { id: row.id }, data: { ...fields, updatedAt: now } });
  await recordViewChange(tx, actor, after, "view.changed");
  return after;
}

export async function deleteView(tx: Tx, actor: Actor, row: Row): Promise<void> {
  await tx.savedView.delete({ where: { id: row.id } });
  await recordViewChange(tx, actor, row, "view.deleted");
}

/** Whether the actor has another view of this name in the project. */
export async function hasViewNamed(
  tx: Tx,
  { id, projectId, ownerId }: Pick<Row, "id" | "projectId" | "ownerId">,
  name: string,
): Promise<boolean> {
  return (await tx.savedView.count({ where: { projectId, ownerId, name, id: { not: id } } })) > 0;
}

export async function countViews(tx: Tx, projectId: string, ownerId: string): Promise<number> {
  return tx.savedView.count({ where: { projectId, ownerId } });
}

/** The event names nothing: not everybody may see the view. */
async function recordViewChange(tx: Tx, actor: Actor, row: Row, action: string): Promise<void> {
  const { id: subjectId, projectId, name, query, isShared } = row;
  await appendEvents(tx, [{ kind: "view.changed", projectId, subjectId, data: {} }]);
  const data = { name, query, shared: isShared };
  await appendAudit(tx, actor, [{ action, subjectType: "view", subjectId, projectId, data }]);
}
