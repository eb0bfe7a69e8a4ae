import { Prisma } from "#prisma";
import type { Scope, SessionView } from "./session-schema.ts";

/** A session as the database holds it. */
export type SessionRow = {
  id: string;
  reviewerKind: string;
  reviewerId: string;
  reviewerName: string;
  projectIds: string[];
  scope: Scope;
  order: SessionView["order"];
  total: number;
  isCut: boolean;
  position: number;
  listedAt: Date;
  startedAt: Date;
  usedAt: Date;
  closedAt: Date | null;
};

/** Columns of `SessionRow`, over `review_session s`. */
export const sessionColumns = Prisma.sql`
  s.id, s.reviewer_kind AS "reviewerKind", s.reviewer_id AS "reviewerId", s.reviewer_name AS "reviewerName",
  s.project_ids AS "projectIds", s.scope, s.list_order AS "order", s.total, s.is_cut AS "isCut", s.position,
  s.listed_at AS "listedAt", s.started_at AS "startedAt", s.used_at AS "usedAt", s.closed_at AS "closedAt"`;

/** The wire shape of a session. */
export function presentSession(row: SessionRow): SessionView {
  return {
    id: row.id,
    reviewer: { kind: row.reviewerKind, id: row.reviewerId, name: row.reviewerName },
    scope: row.scope,
    order: row.order,
    total: row.total,
    position: row.position,
    isCut: row.isCut,
    startedAt: row.startedAt.toISOString(),
    usedAt: row.usedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
