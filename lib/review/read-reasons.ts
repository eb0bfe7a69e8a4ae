import type { Actor } from "#lib/account/actor";
import { authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { invalid } from "#lib/errors";
import { isId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import type { ReasonView } from "./decision-schema.ts";
import type { ReasonCount } from "./reason-schema.ts";

const shown = { id: true, digit: true, label: true } as const;

/** The live reasons of a project (by slug; the default one when left out) in the order of their digits. */
export async function listReasons(
  db: Db | Tx,
  actor: Actor,
  project: string | undefined,
): Promise<ReasonView[]> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return db.reason.findMany({
    where: { projectId: id, retiredAt: null },
    select: shown,
    orderBy: { digit: "asc" },
  });
}

/** The live reason of this id in the project, null when none is named. 422 at `/reason` when there is no such one. */
export async function findReason(
  tx: Tx,
  projectId: string,
  reasonId: string | undefined,
): Promise<ReasonView | null> {
  if (reasonId === undefined) return null;
  const [reason] = await findReasons(tx, [projectId], [reasonId]);
  return requireReason(reasonId, reason ?? null);
}

/** The same where what `reasonId` names was read already. */
export function requireReason(reasonId: string | undefined, found: ReasonView | null): ReasonView | null {
  if (reasonId !== undefined && found === null) throw unknownReason();
  return found;
}

/** Those of `reasonIds` that are live reasons of one of the projects. */
export async function findReasons(
  tx: Tx,
  projectIds: readonly string[],
  reasonIds: readonly string[],
): Promise<(ReasonView & { projectId: string })[]> {
  const ids = reasonIds.filter(isId);
  if (ids.length === 0) return [];
  return tx.reason.findMany({
    where: { id: { in: ids }, projectId: { in: [...projectIds] }, retiredAt: null },
    select: { ...shown, projectId: true },
  });
}

/** How often each reason stands in force, per workflow, the most frequent first; under today's wording. */
export async function readReasonCounts(db: Db, projectId: string): Promise<ReasonCount[]> {
  const rows = await db.$queryRaw<(Omit<ReasonCount, "reason"> & CountedReason)[]>`
    SELECT counted.*, w.name AS workflow, w.title AS "workflowTitle", reason.label,
           CASE WHEN reason.retired_at IS NULL THEN reason.digit END AS digit
    FROM (
      SELECT reason_id AS id, workflow_id,
             count(*) FILTER (WHERE state = 'rejected')::int AS rejected,
             count(*) FILTER (WHERE state = 'reseeded')::int AS reseeded
      FROM output
      WHERE project_id = ${projectId}::uuid AND state IN ('rejected', 'reseeded')
        AND (state = 'rejected' OR reason_id IS NOT NULL)
      GROUP BY reason_id, workflow_id
    ) counted
    JOIN workflow w ON w.id = counted.workflow_id
    LEFT JOIN reason ON reason.id = counted.id
    ORDER BY counted.rejected + counted.reseeded DESC, reason.label, w.name`;
  return rows.map(({ id, label, digit, workflow, workflowTitle, rejected, reseeded }) => ({
    reason: id === null ? null : { id, label: label ?? "", digit },
    workflow,
    workflowTitle,
    rejected,
    reseeded,
  }));
}

type CountedReason = { id: string | null; label: string | null; digit: number | null };

export function unknownReason() {
  return invalid([
    {
      path: "/reason",
      message:
        "This is not one of the project's reasons. Use an id from GET /api/v1/reasons, or leave it out.",
    },
  ]);
}
