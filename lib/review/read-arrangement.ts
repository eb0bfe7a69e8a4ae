import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { Prisma } from "#prisma";
import { arrange, type Grouping, type Traits } from "./arrangement.ts";
import type { ArrangementQuery, ArrangementView } from "./arrangement-schema.ts";
import { requireSession } from "./read-sessions.ts";

/** What `group` compares, over `output o` and `run r`. */
const groupColumns: Record<Grouping, Prisma.Sql> = {
  run: Prisma.sql`r.id::text`,
  batch: Prisma.sql`r.batch_id::text`,
  prompt: Prisma.sql`md5(coalesce(r.params->>'prompt', ''))`,
  parent: Prisma.sql`coalesce(r.parent_output_id::text, '')`,
};

/** How a session's whole list falls into sections and piles of near-duplicates. 404 as for reading the session. */
export async function readArrangement(
  db: Db,
  actor: Actor,
  sessionId: string,
  { group, piled }: ArrangementQuery,
): Promise<ArrangementView> {
  const { id, total } = await requireSession(db, actor, sessionId);
  const isPiled = piled === "true";
  const list = await db.$queryRaw<Traits[]>`
    SELECT ${group === undefined ? Prisma.sql`''` : groupColumns[group]} AS "group", r.batch_id AS "batchId",
           coalesce(r.root_output_id, o.id) AS "rootId",
           ${isPiled ? Prisma.sql`f.perceptual_hash` : Prisma.sql`NULL`} AS "perceptualHash"
    FROM review_session_output l
    JOIN output o ON o.id = l.output_id
    JOIN run r ON r.id = o.run_id
    ${isPiled ? Prisma.sql`LEFT JOIN file f ON f.sha256 = o.sha256` : Prisma.empty}
    WHERE l.session_id = ${id}::uuid
    ORDER BY l.position`;
  const { sections, piles } = arrange(list, { group: group ?? null, isPiled });
  return { total, sections: [...sections], piles: piles.map(([from, count]) => [from, count]) };
}
