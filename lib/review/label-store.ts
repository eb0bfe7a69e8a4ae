import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { OutputRow } from "#lib/output/output-row";

export type LabelChange = { name: string; isOwn: boolean; isOn: boolean };

/** Puts a label on outputs or takes it off; what stands already changes nothing and is not recorded. */
export async function saveLabel(
  tx: Tx,
  actor: Actor,
  outputs: readonly OutputRow[],
  { name, isOwn, isOn }: LabelChange,
  now: Date,
): Promise<void> {
  const ids = outputs.map(({ id }) => id);
  const ownerId = isOwn ? actor.id : "";
  const rows = isOn
    ? await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO output_label (output_id, owner_id, name, project_id, labelled_by_id, labelled_at)
        SELECT o.id, ${ownerId}, ${name}, o.project_id, ${actor.id}, ${now} FROM output o
        WHERE o.id = ANY(${ids}::uuid[])
        ON CONFLICT DO NOTHING RETURNING output_id AS id`
    : await tx.$queryRaw<{ id: string }[]>`
        DELETE FROM output_label WHERE output_id = ANY(${ids}::uuid[]) AND owner_id = ${ownerId} AND name = ${name}
        RETURNING output_id AS id`;
  const moved = new Set(rows.map(({ id }) => id));
  const changed = outputs.filter(({ id }) => moved.has(id));
  // Others are told that something changed, never what one keeps for oneself.
  const label = isOwn ? {} : { label: { name, isOn } };
  await appendEvents(
    tx,
    changed.map(({ id: subjectId, projectId, runId }) => ({
      kind: "output.labelled" as const,
      projectId,
      subjectId,
      data: { runId, ...label },
    })),
  );
  await appendAudit(
    tx,
    actor,
    changed.map(({ id: subjectId, projectId }) => ({
      action: isOn ? "output.labelled" : "output.unlabelled",
      subjectType: "output" as const,
      subjectId,
      projectId,
      data: isOwn ? { own: true } : { name },
    })),
  );
}
