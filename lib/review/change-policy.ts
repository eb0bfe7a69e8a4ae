import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { ReviewPolicy } from "./policy-schema.ts";
import { writePolicy } from "./policy-store.ts";

/** Changes what a project asks of verdicts from now on. 403 for who is no owner. */
export async function changePolicy(
  tx: Tx,
  actor: Actor,
  project: string | undefined,
  policy: ReviewPolicy,
): Promise<ReviewPolicy> {
  const { id } = await readProject(tx, actor, project);
  authorise(actor, "project.manage", id);
  await writePolicy(tx, actor, id, policy);
  return policy;
}
