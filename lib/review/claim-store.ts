import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { appendEvents } from "#lib/event/event-store";

/** Three times as long as the pause between two renewals: one that is lost costs nothing. */
const claimSeconds = 45;

/**
 * Notes which output a person has open, instead of the one before. Renewing is silent; only a change is told. Who
 * looks at what is no state of anything, and leaves no record.
 */
export async function putClaim(
  tx: Tx,
  actor: Actor,
  output: { id: string; projectId: string },
): Promise<void> {
  const [before] = await tx.$queryRaw<{ outputId: string; projectId: string }[]>`
    SELECT output_id AS "outputId", project_id AS "projectId" FROM review_claim
    WHERE actor_kind = ${actor.kind} AND actor_id = ${actor.id} AND until > clock_timestamp() FOR UPDATE`;
  await tx.$executeRaw`
    INSERT INTO review_claim (actor_kind, actor_id, actor_name, project_id, output_id, until)
    VALUES (${actor.kind}, ${actor.id}, ${actor.name}, ${output.projectId}::uuid, ${output.id}::uuid,
            clock_timestamp() + make_interval(secs => ${claimSeconds}))
    ON CONFLICT (actor_kind, actor_id) DO UPDATE
      SET actor_name = excluded.actor_name, project_id = excluded.project_id, output_id = excluded.output_id,
          until = excluded.until`;
  if (before?.outputId !== output.id) await tellClaim(tx, actor, output, true);
}

/** Forgets that a person has this output open; a claim on another one stays. */
export async function deleteClaim(tx: Tx, actor: Actor, outputId: string): Promise<void> {
  const [gone] = await tx.$queryRaw<{ projectId: string }[]>`
    DELETE FROM review_claim
    WHERE actor_kind = ${actor.kind} AND actor_id = ${actor.id} AND output_id = ${outputId}::uuid
    RETURNING project_id AS "projectId"`;
  if (gone) await tellClaim(tx, actor, { id: outputId, projectId: gone.projectId }, false);
}

async function tellClaim(
  tx: Tx,
  actor: Actor,
  { id, projectId }: { id: string; projectId: string },
  isOpen: boolean,
): Promise<void> {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  await appendEvents(tx, [{ kind: "claim.changed", projectId, subjectId: id, data: { by, isOpen } }]);
}
