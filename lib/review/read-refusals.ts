import type { Db } from "#lib/db/client";
import { madeTheState } from "#lib/output/decision-sql";
import { Prisma } from "#prisma";

/** A rejection or re-seed in force. */
export type Refusal = {
  id: string;
  at: Date;
  verdict: string;
  reason: string | null;
  note: string | null;
  reviewer: string;
  workflow: string;
  version: string;
  seed: string | null;
  output: string;
  run: string;
};

const pageSize = 2000;

/** The refusals of a project, newest output first, page by page along the index of its states. */
export async function* readRefusals(db: Db, projectId: string): AsyncGenerator<Refusal[], void> {
  for (const state of ["rejected", "reseeded"]) {
    let after: { createdAt: Date; output: string } | null = null;
    for (;;) {
      const page: (Refusal & { createdAt: Date })[] = await db.$queryRaw`
        SELECT d.id, d.created_at AS at, d.verdict, d.reason_label AS reason, d.note, d.actor_name AS reviewer,
               w.name AS workflow, v.hash AS version, r.seed, o.id AS output, r.id AS run,
               o.created_at AS "createdAt"
        FROM output o
        JOIN decision d ON ${madeTheState}
        JOIN run r ON r.id = o.run_id
        JOIN workflow_version v ON v.id = r.version_id
        JOIN workflow w ON w.id = o.workflow_id
        WHERE o.project_id = ${projectId}::uuid AND o.state = ${state}
          ${after === null ? Prisma.empty : Prisma.sql`AND (o.created_at, o.id) < (${after.createdAt}, ${after.output}::uuid)`}
        ORDER BY o.created_at DESC, o.id DESC
        LIMIT ${pageSize}`;
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) break;
      after = last;
    }
  }
}
