import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { OutputRow } from "#lib/output/output-row";

/**
 * Archives outputs or brings them back, with event and audit; those that are so already are left alone and not
 * recorded. State and revision stay: archiving is no verdict. Call it with the outputs locked.
 */
export async function saveArchiving(
  tx: Tx,
  actor: Actor,
  outputs: readonly OutputRow[],
  isArchived: boolean,
  now: Date,
): Promise<void> {
  const changing = outputs.filter(({ archivedAt }) => (archivedAt !== null) !== isArchived);
  if (changing.length === 0) return;
  const archivedAt = isArchived ? now : null;
  await tx.output.updateMany({
    where: { id: { in: changing.map(({ id }) => id) } },
    data: { archivedAt },
  });
  await appendEvents(
    tx,
    changing.map(({ id: subjectId, projectId, runId }) => ({
      kind: "output.archived" as const,
      projectId,
      subjectId,
      data: { archivedAt: archivedAt?.toISOString() ?? null, runId },
    })),
  );
  await appendAudit(
    tx,
    actor,
    changing.map(({ id: subjectId, projectId, state }) => ({
      action: isArchived ? "output.archived" : "output.unarchived",
      subjectType: "output",
      subjectId,
      projectId,
      data: { state },
    })),
  );
}
