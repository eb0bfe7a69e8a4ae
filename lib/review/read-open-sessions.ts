import type { Tx } from "#lib/db/transaction";

/** A session that nobody has touched for so long is no longer under anybody's fingers. */
const restMs = 12 * 60 * 60_000;

/** The open review sessions over a project that are in use, oldest first. */
export async function readOpenSessions(
  tx: Tx,
  projectId: string,
  now = new Date(),
): Promise<{ reviewer: string; startedAt: Date }[]> {
  const rows = await tx.reviewSession.findMany({
    where: {
      projectIds: { has: projectId },
      closedAt: null,
      usedAt: { gt: new Date(now.getTime() - restMs) },
    },
    orderBy: { startedAt: "asc" },
    select: { reviewerName: true, startedAt: true },
  });
  return rows.map(({ reviewerName, startedAt }) => ({ reviewer: reviewerName, startedAt }));
}
