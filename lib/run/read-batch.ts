import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import type { Batch } from "./batch-schema.ts";

/** How the runs of one submission stand. 404 for a batch of a project that the actor does not belong to. */
export async function readBatch(db: Db | Tx, actor: Actor, id: string): Promise<Batch> {
  const [batch] = isId(id)
    ? await db.$queryRaw<Batch[]>`
        SELECT r.batch_id AS id, p.slug AS project, w.name AS workflow, w.title AS "workflowTitle",
          count(*) FILTER (WHERE r.status = 'queued')::int AS queued,
          count(*) FILTER (WHERE r.status = 'running')::int AS running,
          count(*) FILTER (WHERE r.status = 'running' AND r.cancel_requested_at IS NOT NULL)::int AS stopping,
          count(*) FILTER (WHERE r.status = 'succeeded')::int AS succeeded,
          count(*) FILTER (WHERE r.status = 'failed')::int AS failed,
          count(*) FILTER (WHERE r.status = 'canceled')::int AS canceled
        FROM run r
        JOIN project p ON p.id = r.project_id
        JOIN workflow_version v ON v.id = r.version_id
        JOIN workflow w ON w.id = v.workflow_id
        WHERE r.batch_id = ${id}::uuid AND r.project_id = ANY(${visibleProjects(actor)}::uuid[])
        GROUP BY r.batch_id, p.slug, w.name, w.title`
    : [];
  if (batch === undefined) throw notFound("batch");
  return batch;
}

/** The one project of a batch that the actor may see. 404 otherwise. */
export async function readBatchProject(db: Db | Tx, actor: Actor, id: string): Promise<string> {
  const found = isId(id)
    ? await db.run.findFirst({
        where: { batchId: id, projectId: { in: visibleProjects(actor) } },
        select: { projectId: true },
      })
    : null;
  if (found === null) throw notFound("batch");
  return found.projectId;
}

/** Ids of the runs of a batch that run now. */
export async function readRunningOf(db: Db | Tx, batchId: string): Promise<string[]> {
  const rows = await db.run.findMany({
    where: { batchId, status: "running" },
    orderBy: { queueSeq: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
