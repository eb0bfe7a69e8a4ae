import type { Db } from "#lib/db/client";
import type { OutputDetail } from "./output-schema.ts";

type Closing = OutputDetail["closings"][number];

/** How the review of an output was closed and reopened, and it by itself, since it was made; oldest first. */
export async function readClosings(
  db: Db,
  output: { id: string; projectId: string; createdAt: Date },
): Promise<Closing[]> {
  const rows = await db.reviewClosing.findMany({
    where: {
      projectId: output.projectId,
      OR: [{ reopenedAt: null }, { reopenedAt: { gt: output.createdAt } }],
    },
    include: { outputs: { where: { outputId: output.id } } },
    orderBy: { closedAt: "asc" },
  });
  return rows.flatMap((row) => [
    {
      what: "review-closed" as const,
      reason: null,
      by: { kind: row.closedByKind, id: row.closedById, name: row.closedByName },
      at: row.closedAt.toISOString(),
    },
    ...row.outputs.map(({ reason, actorKind: kind, actorId: id, actorName: name, createdAt }) => ({
      what: "output-reopened" as const,
      reason,
      by: { kind, id, name },
      at: createdAt.toISOString(),
    })),
    ...reopeningOf(row),
  ]);
}

function reopeningOf(row: {
  reopenedAt: Date | null;
  reopenedByKind: string | null;
  reopenedById: string | null;
  reopenedByName: string | null;
  reason: string | null;
}): Closing[] {
  const { reopenedAt, reopenedByKind: kind, reopenedById: id, reopenedByName: name, reason } = row;
  if (reopenedAt === null || kind === null || id === null || name === null) return [];
  return [{ what: "review-reopened", reason, by: { kind, id, name }, at: reopenedAt.toISOString() }];
}
