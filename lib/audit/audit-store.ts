import type { Prisma } from "#prisma";
import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";

export type AuditLine = {
  /** noun.verb, such as `output.approved`. */
  action: string;
  subjectType: "run" | "attempt" | "output" | "asset" | "server" | "workflow" | "invite" | "key" | "person";
  subjectId: string;
  projectId: string | null;
  data?: Prisma.InputJsonObject;
};

/** Records who did what, in the transaction that does it. */
export async function appendAudit(tx: Tx, actor: Actor, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.audit.createMany({
    data: lines.map((line) => ({
      ...line,
      data: line.data ?? {},
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
    })),
  });
}
