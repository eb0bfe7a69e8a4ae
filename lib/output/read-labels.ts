import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { OutputDetail } from "./output-schema.ts";

/** The labels on an output that the actor sees: the project's first, then their own. */
export async function readLabels(
  db: Db | Tx,
  actor: Actor,
  outputId: string,
): Promise<OutputDetail["labels"]> {
  const rows = await db.outputLabel.findMany({
    where: { outputId, ownerId: { in: ["", actor.id] } },
    orderBy: [{ ownerId: "asc" }, { name: "asc" }],
    select: { name: true, ownerId: true },
  });
  return rows.map(({ name, ownerId }) => ({ name, isOwn: ownerId !== "" }));
}

/** Who gave an output how many stars, most stars first. */
export async function readRatings(db: Db | Tx, outputId: string): Promise<OutputDetail["ratings"]> {
  const rows = await db.outputRating.findMany({
    where: { outputId },
    orderBy: [{ stars: "desc" }, { ratedAt: "asc" }],
  });
  return rows.map(({ stars, actorKind, actorId, actorName, ratedAt }) => ({
    stars,
    by: { kind: actorKind, id: actorId, name: actorName },
    at: ratedAt.toISOString(),
  }));
}
