import { Prisma } from "#prisma";

/** That `output o` was reopened by itself in the closing that `project p` is under. */
const isReopened = Prisma.sql`EXISTS (
  SELECT FROM output_reopening reopening
  WHERE reopening.output_id = o.id AND reopening.closing_id = p.review_closing_id)`;

/** That verdicts on `output o` of `project p` may change; asks no other table while the review is open. */
export const isUnlocked = Prisma.sql`(p.review_closing_id IS NULL OR ${isReopened})`;

/** Who closed the review of `output o` of `project p`, and when, as JSON; null while its verdicts may change. */
export const lockColumn = Prisma.sql`
  CASE WHEN p.review_closing_id IS NOT NULL AND NOT ${isReopened} THEN (
    SELECT jsonb_build_object('at', closing.closed_at, 'by', jsonb_build_object(
      'kind', closing.closed_by_kind, 'id', closing.closed_by_id, 'name', closing.closed_by_name))
    FROM review_closing closing WHERE closing.id = p.review_closing_id) END`;

/**
 * That verdicts on `output o` may change, where no project is joined. What is closed and what was reopened there is read
 * once for the whole statement, so that a row of an open project costs a comparison.
 */
export const isInOpenReview = Prisma.sql`(
  o.project_id <> ALL(ARRAY(SELECT closed.id FROM project closed WHERE closed.review_closing_id IS NOT NULL))
  OR o.id IN (
    SELECT reopening.output_id
    FROM output_reopening reopening JOIN project reopened ON reopened.review_closing_id = reopening.closing_id))`;
