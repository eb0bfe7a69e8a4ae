import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { OutputRow } from "#lib/output/output-row";

export type LabelChange = { name: string; isOwn: boolean; isOn: boolean };

/** Puts a label on an output or takes it off; what stands already changes nothing and is not recorded. */
export async function saveLabel(
  tx: Tx,
  actor: Actor,
  output: OutputRow,
  { name, isOwn, isOn }: LabelChange,
  now: Date,
): Promise<void> {
  const { id: subjectId, projectId, runId } = output;
  const key = { outputId: subjectId, ownerId: isOwn ? actor.id : "", name };
  const row = { ...key, projectId, labelledById: actor.id, labelledAt: now };
  const { count } = isOn
    ? await tx.outputLabel.createMany({ data: [row], skipDuplicates: true })
    : await tx.outputLabel.deleteMany({ where: key });
  if (count === 0) return;
  // Others are told that something changed, never what one keeps for oneself.
  await appendEvents(tx, [{ kind: "output.labelled", projectId, subjectId, data: { runId } }]);
  const action = isOn ? "output.labelled" : "output.unlabelled";
  const data = isOwn ? { own: true } : { name };
  await appendAudit(tx, actor, [{ action, subjectType: "output", subjectId, projectId, data }]);
}
