import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import type { OutputRow } from "#lib/output/output-row";
import { findOutputWith } from "#lib/output/read-outputs";
import { Prisma } from "#prisma";
import type { ReasonView } from "./decision-schema.ts";
import type { NamedSession } from "./read-sessions.ts";

/** What a verdict is judged by: the output, and what the verdict names, null where there is no such one. */
export type Grounds = { output: OutputRow; reason: ReasonView | null; session: NamedSession | null };

/** Reads in one statement, which is half of what a verdict costs. 404 for an output that the actor may not see. */
export async function readGrounds(
  db: Db | Tx,
  actor: Actor,
  outputId: string,
  named: { reason?: string | undefined; session?: string | undefined },
): Promise<Grounds> {
  const found = await findOutputWith<{ namedReason: ReasonView | null; namedSession: NamedSession | null }>(
    db,
    actor,
    outputId,
    Prisma.sql`
      (SELECT jsonb_build_object('id', id, 'digit', digit, 'label', label) FROM reason
       WHERE id = ${idOrNull(named.reason)}::uuid AND project_id = o.project_id AND retired_at IS NULL) AS "namedReason",
      (SELECT jsonb_build_object('id', id, 'projectIds', project_ids, 'reviewerKind', reviewer_kind,
         'reviewerId', reviewer_id, 'reviewerName', reviewer_name, 'closedAt', closed_at) FROM review_session
       WHERE id = ${idOrNull(named.session)}::uuid) AS "namedSession"`,
  );
  if (found === null) throw notFound("output");
  return { output: found, reason: found.namedReason, session: found.namedSession };
}

function idOrNull(text: string | undefined): string | null {
  return text !== undefined && isId(text) ? text : null;
}
