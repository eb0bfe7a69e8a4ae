import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { ChangeQuota, Quota } from "./quota-schema.ts";
import { countQuota, writeQuota } from "./quota-store.ts";

/** Changes how many runs a project may start in a day. What is queued stays queued. 403 for who is no owner. */
export async function changeQuota(
  tx: Tx,
  actor: Actor,
  project: string | undefined,
  change: ChangeQuota,
  now: Date,
): Promise<Quota> {
  const { id } = await readProject(tx, actor, project);
  authorise(actor, "project.manage", id);
  await writeQuota(tx, actor, id, change);
  return countQuota(tx, id, now);
}
