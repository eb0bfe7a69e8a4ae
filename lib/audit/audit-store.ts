import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { Prisma } from "#prisma";

export type AuditLine = {
  /** noun.verb, such as `output.approved`. */
  action: string;
  subjectType:
    | "run"
    | "attempt"
    | "output"
    | "comment"
    | "review-session"
    | "asset"
    | "server"
    | "workflow"
    | "invite"
    | "key"
    | "person"
    | "reason"
    | "project"
    | "view";
  subjectId: string;
  projectId: string | null;
  data?: Prisma.InputJsonObject;
};

/** Records who did what, in the transaction that does it. */
export async function appendAudit(tx: Tx, actor: Actor, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length > 0) await tx.$executeRaw`${insertAudit(actor, lines)}`;
}

/**
 * The statement that records `lines` in their order, also as a part of a larger one; `only` is a WHERE on `line` that
 * then narrows them to what that statement did.
 */
export function insertAudit(actor: Actor, lines: readonly AuditLine[], only = Prisma.empty): Prisma.Sql {
  const placed = lines.map((line, place) => ({ ...line, data: line.data ?? {}, place }));
  return Prisma.sql`
    INSERT INTO audit (actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data)
    SELECT ${actor.kind}, ${actor.id}, ${actor.name}, line.action, line."subjectType", line."subjectId",
           line."projectId", line.data
    FROM jsonb_to_recordset(${JSON.stringify(placed)}::jsonb)
      AS line(place int, action text, "subjectType" text, "subjectId" text, "projectId" uuid, data jsonb)
    ${only}
    ORDER BY line.place`;
}
