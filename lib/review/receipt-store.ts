import type { Tx } from "#lib/db/transaction";
import { isInForce, madeTheState } from "#lib/output/decision-sql";
import type { SessionRow } from "./session-row.ts";

/**
 * Freezes a session that its caller has locked: its list as it stands now, and its numbers counted over those very
 * lines. One statement, so that a verdict given meanwhile is in both or in neither.
 */
export async function writeReceipt(tx: Tx, session: SessionRow, now: Date): Promise<void> {
  const { id, reviewerKind, reviewerId } = session;
  await tx.$executeRaw`UPDATE review_session SET closed_at = ${now}, used_at = ${now} WHERE id = ${id}::uuid`;
  await tx.$executeRaw`
    WITH undone AS (
      SELECT given.output_id, count(*)::int AS times
      FROM decision given JOIN decision w ON w.output_id = given.output_id AND w.withdraws_id = given.id
      WHERE given.session_id = ${id}::uuid AND w.actor_kind = ${reviewerKind} AND w.actor_id = ${reviewerId}
        -- What replaces a verdict withdraws it inside the session; undo does so outside.
        AND w.session_id IS NULL
      GROUP BY given.output_id
    ), line AS (
      INSERT INTO review_receipt_output (session_id, position, output_id, sha256, seed, workflow, workflow_title, state,
                                         revision, reason_label, note, by_kind, by_id, by_name, decided_at,
                                         is_skipped, undone, own_verdict)
      SELECT l.session_id, l.position, o.id, o.sha256, r.seed, w.name, w.title, o.state, o.revision,
             d.reason_label, d.note, d.actor_kind, d.actor_id, d.actor_name, d.created_at,
             o.state = 'pending' AND k.output_id IS NOT NULL, coalesce(undone.times, 0), v.verdict
      FROM review_session_output l
      JOIN output o ON o.id = l.output_id
      JOIN run r ON r.id = o.run_id
      JOIN workflow w ON w.id = o.workflow_id
      LEFT JOIN decision d ON ${madeTheState}
      LEFT JOIN decision v ON o.reviewers > 1 AND v.output_id = o.id AND v.actor_kind = ${reviewerKind}
        AND v.actor_id = ${reviewerId} AND ${isInForce("v")}
      LEFT JOIN review_session_skip k ON k.session_id = l.session_id AND k.output_id = l.output_id
      LEFT JOIN undone ON undone.output_id = o.id
      WHERE l.session_id = ${id}::uuid
      RETURNING state, is_skipped, undone, (by_kind = ${reviewerKind} AND by_id = ${reviewerId}) AS is_own
    )
    INSERT INTO review_receipt (session_id, reviewer_kind, reviewer_id, reviewer_name, project_ids, scope, list_order,
                                total, counts, own, skipped, undone, started_at, ended_at)
    SELECT s.id, s.reviewer_kind, s.reviewer_id, s.reviewer_name, s.project_ids, s.scope, s.list_order,
           count(line.state),
           jsonb_build_object(
             'pending', count(*) FILTER (WHERE line.state = 'pending'),
             'approved', count(*) FILTER (WHERE line.state = 'approved'),
             'rejected', count(*) FILTER (WHERE line.state = 'rejected'),
             'reseeded', count(*) FILTER (WHERE line.state = 'reseeded')),
           jsonb_build_object(
             'approved', count(*) FILTER (WHERE line.is_own AND line.state = 'approved'),
             'rejected', count(*) FILTER (WHERE line.is_own AND line.state = 'rejected'),
             'reseeded', count(*) FILTER (WHERE line.is_own AND line.state = 'reseeded')),
           count(*) FILTER (WHERE line.is_skipped), coalesce(sum(line.undone), 0), s.started_at, ${now}
    FROM review_session s LEFT JOIN line ON true
    WHERE s.id = ${id}::uuid
    GROUP BY s.id`;
}
