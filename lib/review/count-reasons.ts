import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readProject } from "#lib/project/read-projects";
import { readReasonCounts } from "./read-reasons.ts";
import type { ReasonCount } from "./reason-schema.ts";

/** How often each reason stands in force in a project, per workflow, the most frequent first. */
export async function countReasons(
  db: Db,
  actor: Actor,
  project: string | undefined,
): Promise<ReasonCount[]> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return readReasonCounts(db, id);
}
