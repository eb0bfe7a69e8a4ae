import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, invalid } from "#lib/errors";
import { readProject } from "#lib/project/read-projects";
import type { ReasonView } from "./decision-schema.ts";
import { planReasons, type ReasonPlan } from "./plan-reasons.ts";
import { listReasons } from "./read-reasons.ts";
import { readOpenSessions } from "./read-open-sessions.ts";
import type { SaveReasons } from "./reason-schema.ts";
import { lockReasons, writeReasons } from "./reason-store.ts";

/**
 * Makes the project's reasons the list that is sent. Old decisions keep the wording they were given with. 403 for who
 * is no owner, 422 for a list that does not hold together, 409 while somebody's review session is open and a reason would
 * change its digit.
 */
export async function saveReasons(
  tx: Tx,
  actor: Actor,
  { project, ...wanted }: SaveReasons,
  now: Date,
): Promise<ReasonView[]> {
  const { id: projectId } = await readProject(tx, actor, project);
  authorise(actor, "project.manage", projectId);
  await lockReasons(tx, projectId);
  const { plan, faults } = planReasons(await listReasons(tx, actor, projectId), wanted);
  if (faults.length > 0) throw invalid(faults);
  await refuseUnderFingers(tx, projectId, plan);
  await writeReasons(tx, actor, projectId, plan, now);
  return listReasons(tx, actor, projectId);
}

/** Who reviews has the digits in their fingers: a reason keeps its digit while a session is open. */
async function refuseUnderFingers(tx: Tx, projectId: string, { moved }: ReasonPlan): Promise<void> {
  if (moved.length === 0) return;
  const people = [...new Set((await readOpenSessions(tx, projectId)).map(({ reviewer }) => reviewer))];
  const [first] = people;
  if (first === undefined) return;
  const who = people.length === 1 ? `${first} is` : `${first} and ${people.length - 1} more are`;
  throw new AppError(
    "conflict",
    `${who} reviewing, and digits keep their order during a session. Change it when the session is closed.`,
  );
}
