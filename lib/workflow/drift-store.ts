import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import { type Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import { Prisma } from "#prisma";
import type { Drift } from "./workflow-schema.ts";

export type Published = { id: string; name: string; versionId: string; drift: Drift | null };

/** Every workflow that takes runs, with what was last found to be missing for it. */
export async function readPublished(db: Db): Promise<Published[]> {
  const rows = await db.workflow.findMany({
    where: { problems: { equals: Prisma.DbNull }, publishedVersionId: { not: null } },
    select: { id: true, name: true, publishedVersionId: true, drift: true },
  });
  return rows.flatMap(({ publishedVersionId, ...row }) =>
    publishedVersionId === null
      ? []
      : [{ ...row, versionId: publishedVersionId, drift: row.drift as Drift | null }],
  );
}

/** Notes what no server has for a workflow, or (null) that one has everything, with event and audit. */
export async function saveDrift(
  db: Db,
  { id, name }: Pick<Published, "id" | "name">,
  drift: Drift | null,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    // Not of its files: when those were changed stays as it is.
    await tx.$executeRaw`
      UPDATE workflow SET drift = ${drift === null ? null : JSON.stringify(drift)}::jsonb WHERE id = ${id}::uuid`;
    const data = { name, status: "published", drift: drift?.code ?? null };
    await appendEvents(tx, [{ kind: "workflow.changed", projectId: null, subjectId: id, data }]);
    const action = drift === null ? "workflow.mended" : "workflow.drifted";
    await appendAudit(tx, systemActor, [
      { action, subjectType: "workflow", subjectId: id, projectId: null, data },
    ]);
  });
}
