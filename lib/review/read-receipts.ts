import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isSame } from "#lib/output/panel";
import { requireSession } from "./read-sessions.ts";
import type { Receipt, ReceiptOutput, ReceiptOutputs } from "./receipt-schema.ts";

/** The receipt of a session. 404 for one that the actor may not read, and while it is not closed. */
export async function readReceipt(db: Db | Tx, actor: Actor, sessionId: string): Promise<Receipt> {
  const receipt = await findReceipt(db, (await requireSession(db, actor, sessionId)).id);
  if (receipt === null) throw notFound("receipt");
  return receipt;
}

/** The receipt of a session that the caller may read; null while it is not closed. */
export async function findReceipt(db: Db | Tx, sessionId: string): Promise<Receipt | null> {
  const row = await db.reviewReceipt.findUnique({ where: { sessionId } });
  if (row === null) return null;
  return {
    id: row.sessionId,
    reviewer: { kind: row.reviewerKind, id: row.reviewerId, name: row.reviewerName },
    scope: row.scope as Receipt["scope"],
    order: row.order as Receipt["order"],
    total: row.total,
    counts: row.counts as Receipt["counts"],
    own: row.own as Receipt["own"],
    skipped: row.skipped,
    undone: row.undone,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt.toISOString(),
  };
}

/** A window of the receipt's lines, by position. */
export async function readReceiptOutputs(
  db: Db,
  actor: Actor,
  sessionId: string,
  { from, limit }: { from: number; limit: number },
): Promise<ReceiptOutputs> {
  const { id, total, reviewer } = await readReceipt(db, actor, sessionId);
  const isOwn = isSame(reviewer, actor);
  const rows = await db.reviewReceiptOutput.findMany({
    where: { sessionId: id, position: { gte: from, lt: from + limit } },
    orderBy: { position: "asc" },
  });
  const items = rows.map((row): ReceiptOutput => ({
    position: row.position,
    output: row.outputId,
    sha256: row.sha256,
    seed: row.seed,
    workflow: row.workflow,
    workflowTitle: row.workflowTitle ?? row.workflow,
    state: row.state as ReceiptOutput["state"],
    revision: row.revision,
    reason: row.reasonLabel,
    note: row.note,
    by: row.byId === null ? null : { kind: row.byKind ?? "", id: row.byId, name: row.byName ?? "" },
    at: row.decidedAt?.toISOString() ?? null,
    isSkipped: row.isSkipped,
    undone: row.undone,
    ownVerdict: isOwn ? (row.ownVerdict as ReceiptOutput["ownVerdict"]) : null,
  }));
  return { items, from, total };
}
