import { outputConditions } from "#lib/output/output-conditions";
import { Prisma } from "#prisma";
import { filterOf } from "./session-scope.ts";
import type { SessionRow } from "./session-row.ts";

/** Longer than any transaction lasts: what is older than this before the list was drawn was seen by it. */
const marginSeconds = 60;

/**
 * The statement that finds what came to match a session's scope since its list was drawn, and is not listed: outputs
 * made since, and outputs that somebody else gave back undecided. The reviewer's own acts never bring any.
 */
export function arrivedOutputs(session: SessionRow): Prisma.Sql {
  const { id, projectIds, scope, reviewerKind, reviewerId } = session;
  const since = new Date(session.listedAt.getTime() - marginSeconds * 1000);
  return Prisma.sql`
    SELECT o.id, o.created_at, o.run_id FROM output o
    WHERE o.project_id = ANY(${projectIds}::uuid[])
      ${Prisma.join(outputConditions(filterOf(scope), projectIds, reviewerId), " ")}
      AND o.id IN (
        SELECT made.id FROM output made WHERE made.project_id = ANY(${projectIds}::uuid[]) AND made.created_at > ${since}
        UNION
        SELECT d.output_id FROM decision d
        WHERE d.verdict = 'withdrawn' AND d.created_at > ${since}
          AND (d.actor_kind, d.actor_id) <> (${reviewerKind}, ${reviewerId}))
      AND NOT EXISTS (
        SELECT FROM review_session_output listed WHERE listed.session_id = ${id}::uuid AND listed.output_id = o.id)`;
}
