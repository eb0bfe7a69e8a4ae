import { outputConditions } from "#lib/output/output-conditions";
import { Prisma } from "#prisma";
import { filterOf } from "./session-scope.ts";
import type { SessionRow } from "./session-row.ts";

/** More than this at once is nobody's sitting; what is left out is there for the next session. */
export const mostListed = 200_000;

/** Longer than any transaction lasts: what is older than this before the list was drawn was seen by it. */
const marginSeconds = 60;

/**
 * The statement that finds what came to match a session's scope since its list was drawn, and is not listed: outputs
 * made since, outputs that somebody else gave back undecided, and what was reopened of a closed review. The reviewer's
 * own verdicts never bring any.
 */
export function arrivedOutputs(session: SessionRow): Prisma.Sql {
  const { id, projectIds, reviewerKind, reviewerId } = session;
  const since = new Date(session.listedAt.getTime() - marginSeconds * 1000);
  return Prisma.sql`
    ${matching(session)}
      AND o.id IN (
        SELECT made.id FROM output made WHERE made.project_id = ANY(${projectIds}::uuid[]) AND made.created_at > ${since}
        UNION
        SELECT d.output_id FROM decision d
        WHERE d.verdict = 'withdrawn' AND d.created_at > ${since}
          AND (d.actor_kind, d.actor_id) <> (${reviewerKind}, ${reviewerId})
        UNION
        SELECT r.output_id FROM output_reopening r WHERE r.created_at > ${since})
      AND NOT EXISTS (
        SELECT FROM review_session_output listed WHERE listed.session_id = ${id}::uuid AND listed.output_id = o.id)
    ${session.total > 0 ? Prisma.empty : Prisma.sql`UNION ${reopenedSince(session, since)}`}`;
}

/** What matches the scope now, beginning a statement whose conditions go on. */
function matching({ projectIds, scope, reviewerId }: SessionRow): Prisma.Sql {
  return Prisma.sql`
    SELECT o.id, o.created_at, o.run_id FROM output o
    WHERE o.project_id = ANY(${projectIds}::uuid[])
      ${Prisma.join(outputConditions(filterOf(scope), projectIds, reviewerId), " ")}`;
}

/** All of a review that was closed when the list was drawn, and found empty for that reason. */
function reopenedSince(session: SessionRow, since: Date): Prisma.Sql {
  return Prisma.sql`(
    ${matching(session)}
      AND o.project_id = ANY(ARRAY(
        SELECT c.project_id FROM review_closing c WHERE c.closed_at <= ${session.listedAt} AND c.reopened_at > ${since}))
    ORDER BY o.created_at, o.id
    LIMIT ${mostListed})`;
}
