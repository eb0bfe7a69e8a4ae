import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { Quota } from "./quota-schema.ts";
import { countQuota } from "./quota-store.ts";

/** What a project (by slug or id; the default one when left out) may start today. 404 when the actor may not see it. */
export async function readQuota(
  db: Db | Tx,
  actor: Actor,
  project: string | undefined,
  now: Date,
): Promise<Quota> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return countQuota(db, id, now);
}
