import type { Actor } from "#lib/account/actor";
import { type AuditLine, appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import type { OutputRow } from "#lib/output/output-row";

/** Closes the review of a project, with audit and event; false when it is closed already. */
export async function writeClosing(tx: Tx, actor: Actor, projectId: string, now: Date): Promise<boolean> {
  // Of two who close at once the second waits here, and finds it done.
  const [open] = await tx.$queryRaw<unknown[]>`
    SELECT FROM project WHERE id = ${projectId}::uuid AND review_closing_id IS NULL FOR NO KEY UPDATE`;
  if (open === undefined) return false;
  const id = newId();
  const by = { closedByKind: actor.kind, closedById: actor.id, closedByName: actor.name };
  await tx.reviewClosing.create({ data: { id, projectId, closedAt: now, ...by } });
  await tx.project.update({ where: { id: projectId }, data: { reviewClosingId: id } });
  await record(tx, actor, projectId, { action: "project.review_closed", data: { closing: id } });
  return true;
}

/** Ends a closing, with event and the reason in the audit; false when that closing is not in force. */
export async function endClosing(
  tx: Tx,
  actor: Actor,
  projectId: string,
  { closing, reason }: { closing: string; reason: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: { id: projectId, reviewClosingId: closing },
    data: { reviewClosingId: null },
  });
  if (count === 0) return false;
  const by = { reopenedByKind: actor.kind, reopenedById: actor.id, reopenedByName: actor.name };
  await tx.reviewClosing.update({ where: { id: closing }, data: { reopenedAt: now, reason, ...by } });
  await record(tx, actor, projectId, { action: "project.review_reopened", data: { closing, reason } });
  return true;
}

async function record(
  tx: Tx,
  actor: Actor,
  projectId: string,
  line: Pick<AuditLine, "action" | "data">,
): Promise<void> {
  const subject = { projectId, subjectId: projectId };
  await appendAudit(tx, actor, [{ ...line, ...subject, subjectType: "project" }]);
  await appendEvents(tx, [{ ...subject, kind: "project.changed", data: { what: "review" } }]);
}

/**
 * Reopens outputs in the closing that their project is under, with event and the reason in the audit. Returns the ids
 * of those that it reopened: the review of the others is open, or they were reopened before.
 */
export async function writeReopenings(
  tx: Tx,
  actor: Actor,
  outputs: readonly OutputRow[],
  reason: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const ids = outputs.map(({ id }) => id);
  const rows = await tx.$queryRaw<{ id: string; closing: string }[]>`
    INSERT INTO output_reopening (output_id, closing_id, reason, actor_kind, actor_id, actor_name, created_at)
    SELECT o.id, p.review_closing_id, ${reason}, ${actor.kind}, ${actor.id}, ${actor.name}, ${now}
    FROM output o JOIN project p ON p.id = o.project_id
    WHERE o.id = ANY(${ids}::uuid[]) AND p.review_closing_id IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING output_id AS id, closing_id AS closing`;
  const closings = new Map(rows.map(({ id, closing }) => [id, closing]));
  const reopened = outputs.filter(({ id }) => closings.has(id));
  await appendAudit(
    tx,
    actor,
    reopened.map(({ id, projectId, state, revision }) => ({
      action: "output.reopened",
      subjectType: "output" as const,
      subjectId: id,
      projectId,
      data: { closing: closings.get(id) ?? null, reason, state, revision },
    })),
  );
  await appendEvents(
    tx,
    reopened.map(({ id, projectId, runId }) => ({
      kind: "output.reopened" as const,
      projectId,
      subjectId: id,
      data: { runId },
    })),
  );
  return new Set(closings.keys());
}
