import type { Actor } from "#lib/account/actor";
import { appendAudit, type AuditLine } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import type { ReasonPlan } from "./plan-reasons.ts";

/** Makes changes of a project's reasons wait for each other until `tx` ends. Runs and outputs are not held up. */
export async function lockReasons(tx: Tx, projectId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
}

/** Carries a plan out, with a line of audit for each reason that changes and one event for the screens. */
export async function writeReasons(
  tx: Tx,
  actor: Actor,
  projectId: string,
  { added, renamed, moved, retired }: ReasonPlan,
  now: Date,
): Promise<void> {
  const created = added.map((reason) => ({ id: newId(), projectId, ...reason }));
  const line = (action: string, id: string, data: AuditLine["data"]): AuditLine => ({
    action: `reason.${action}`,
    subjectType: "reason",
    subjectId: id,
    projectId,
    ...(data && { data }),
  });
  const lines = [
    ...retired.map(({ id, digit, label }) => line("retired", id, { digit, label })),
    ...renamed.map(({ before, label }) => line("renamed", before.id, { from: before.label, to: label })),
    ...moved.map(({ before, digit }) => line("moved", before.id, { from: before.digit, to: digit })),
    ...created.map(({ id, digit, label }) => line("added", id, { digit, label })),
  ];
  if (lines.length === 0) return;
  await tx.reason.updateMany({
    where: { id: { in: retired.map(({ id }) => id) } },
    data: { retiredAt: now },
  });
  for (const { before, label } of renamed) {
    await tx.reason.update({ where: { id: before.id }, data: { label } });
  }
  // The constraint on digits is asked when the transaction ends, so two reasons may pass through one digit.
  for (const { before, digit } of moved) {
    await tx.reason.update({ where: { id: before.id }, data: { digit } });
  }
  await tx.reason.createMany({ data: created });
  await appendAudit(tx, actor, lines);
  await appendEvents(tx, [
    { kind: "project.changed", projectId, subjectId: projectId, data: { what: "reasons" } },
  ]);
}
