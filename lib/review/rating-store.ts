import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { OutputRow } from "#lib/output/output-row";

/**
 * Gives outputs the actor's stars, or with null takes them away; returns the means that then stand, by output, of those
 * where that changed anything. States and revisions stay as they are. Call it with the outputs locked: the means are
 * counted from what others gave.
 */
export async function saveStars(
  tx: Tx,
  actor: Actor,
  outputs: readonly OutputRow[],
  stars: number | null,
  now: Date,
): Promise<ReadonlyMap<string, number | null>> {
  const ids = outputs.map(({ id }) => id);
  const given = await tx.outputRating.findMany({
    where: { actorId: actor.id, outputId: { in: ids } },
    select: { outputId: true, stars: true },
  });
  const before = new Map(given.map((rating) => [rating.outputId, rating.stars]));
  const changed = outputs.filter(({ id }) => (before.get(id) ?? null) !== stars);
  if (changed.length === 0) return new Map();
  const which = changed.map(({ id }) => id);
  if (stars === null) {
    await tx.outputRating.deleteMany({ where: { actorId: actor.id, outputId: { in: which } } });
  } else {
    await tx.$executeRaw`
      INSERT INTO output_rating (output_id, actor_id, actor_kind, actor_name, stars, rated_at)
      SELECT id, ${actor.id}, ${actor.kind}, ${actor.name}, ${stars}, ${now} FROM unnest(${which}::uuid[]) AS id
      ON CONFLICT (output_id, actor_id) DO UPDATE
      SET stars = excluded.stars, actor_name = excluded.actor_name, rated_at = excluded.rated_at`;
  }
  const means = await tx.$queryRaw<{ id: string; rating: number | null }[]>`
    UPDATE output o SET rating = (SELECT round(avg(stars)) FROM output_rating WHERE output_id = o.id)
    WHERE o.id = ANY(${which}::uuid[]) RETURNING o.id, o.rating`;
  const ratings = new Map(means.map(({ id, rating }) => [id, rating]));
  await appendEvents(
    tx,
    changed.map(({ id: subjectId, projectId, runId }) => ({
      kind: "output.rated" as const,
      projectId,
      subjectId,
      data: { rating: ratings.get(subjectId) ?? null, runId },
    })),
  );
  await appendAudit(
    tx,
    actor,
    changed.map(({ id: subjectId, projectId }) => ({
      action: "output.rated",
      subjectType: "output" as const,
      subjectId,
      projectId,
      data: { stars, before: before.get(subjectId) ?? null },
    })),
  );
  return ratings;
}
