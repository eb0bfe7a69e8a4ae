import type { Tx } from "#lib/db/transaction";

/** A session that nobody has touched for so long is no longer under anybody's fingers. */
const restMs = 12 * 60 * 60_000;

/** Who has an open review session over a project that is in use, longest first. */
export async function readOpenSessions(
  tx: Tx,
  projectId: string,
  now = new Date(),
): Promise<{ reviewer: string }[]> {
  const rows = await tx.reviewSession.findMany({
    where: {
      projectIds: { has: projectId },
      closedAt: null,
      usedAt: { gt: new Date(now.getTime() - restMs) },
    },
    orderBy: { startedAt: "asc" },
    select: { reviewerName: true },
  });
  return rows.map(({ reviewerName }) => ({ reviewer: reviewerName }));
}
