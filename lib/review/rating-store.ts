import type { Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";
import type { OutputRow } from "#lib/output/output-row";

/**
 * Gives an output the actor's stars, or with null takes them away; returns the mean that then stands. State and
 * revision stay as they are. Call it with the output locked: the mean is counted from what others gave.
 */
export async function saveStars(
  tx: Tx,
  actor: Actor,
  output: OutputRow,
  stars: number | null,
  now: Date,
): Promise<number | null> {
  const own = { outputId_actorId: { outputId: output.id, actorId: actor.id } };
  const before = await tx.outputRating.findUnique({ where: own, select: { stars: true } });
  if ((before?.stars ?? null) === stars) return output.rating;
  if (stars === null) await tx.outputRating.delete({ where: own });
  else {
    const given = { stars, actorKind: actor.kind, actorName: actor.name, ratedAt: now };
    await tx.outputRating.upsert({
      where: own,
      create: { ...own.outputId_actorId, ...given },
      update: given,
    });
  }
  const [row] = await tx.$queryRaw<{ rating: number | null }[]>`
    UPDATE output SET rating = (SELECT round(avg(stars)) FROM output_rating WHERE output_id = ${output.id}::uuid)
    WHERE id = ${output.id}::uuid RETURNING rating`;
  const rating = row?.rating ?? null;
  const { id: subjectId, projectId, runId } = output;
  await appendEvents(tx, [{ kind: "output.rated", projectId, subjectId, data: { rating, runId } }]);
  await appendAudit(tx, actor, [
    {
      action: "output.rated",
      subjectType: "output",
      subjectId,
      projectId,
      data: { stars, before: before?.stars ?? null },
    },
  ]);
  return rating;
}
