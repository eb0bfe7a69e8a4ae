import { appendAudit, type AuditLine } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { Actor } from "./actor.ts";

/**
 * Writes the audit line of an account change and the `account.changed` event that makes screens read again and open
 * streams ask anew who they serve. The event names the act and whom it concerns, nothing more.
 */
export async function recordAccountChange(
  tx: Tx,
  actor: Actor,
  line: AuditLine & { projectId: string },
): Promise<void> {
  await appendAudit(tx, actor, [line]);
  const { action, subjectId, projectId } = line;
  await appendEvents(tx, [{ kind: "account.changed", projectId, subjectId, data: { action } }]);
}
