import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { ReviewPolicy } from "./policy-schema.ts";

/** What a project (by slug or id; the default one when left out) asks of verdicts. 404 when the actor may not see it. */
export async function readPolicy(
  db: Db | Tx,
  actor: Actor,
  project: string | undefined,
): Promise<ReviewPolicy> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return db.project.findUniqueOrThrow({ where: { id }, select: { separatesDuties: true } });
}
