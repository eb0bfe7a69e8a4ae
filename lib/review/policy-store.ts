import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { ReviewPolicy } from "./policy-schema.ts";

/** Writes what a project asks of verdicts, with audit and event; nothing when it asks that already. */
export async function writePolicy(
  tx: Tx,
  actor: Actor,
  projectId: string,
  policy: ReviewPolicy,
): Promise<void> {
  const { count } = await tx.project.updateMany({
    where: { id: projectId, NOT: policy },
    data: policy,
  });
  if (count === 0) return;
  await appendAudit(tx, actor, [
    {
      action: "project.policy_changed",
      subjectType: "project",
      subjectId: projectId,
      projectId,
      data: policy,
    },
  ]);
  await appendEvents(tx, [
    { kind: "project.changed", projectId, subjectId: projectId, data: { what: "policy" } },
  ]);
}
