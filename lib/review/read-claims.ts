import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import type { Claims } from "./claim-schema.ts";

type Row = { output: string; kind: string; id: string; name: string; expiresInMs: number };

/** What others have open in the actor's projects, by the database's clock. */
export async function listClaims(db: Db | Tx, actor: Actor): Promise<Claims> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT output_id AS output, actor_kind AS kind, actor_id AS id, actor_name AS name,
           ceil(extract(epoch FROM until - clock_timestamp()) * 1000)::int AS "expiresInMs"
    FROM review_claim
    WHERE until > clock_timestamp() AND project_id = ANY(${visibleProjects(actor)}::uuid[])
      AND (actor_kind, actor_id) <> (${actor.kind}, ${actor.id})
    ORDER BY actor_name, actor_id`;
  return {
    items: rows.map(({ output, kind, id, name, expiresInMs }) => ({
      output,
      by: { kind, id, name },
      expiresInMs,
    })),
  };
}
