import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, invalid } from "#lib/errors";
import { readProject } from "#lib/project/read-projects";
import type { ReasonView } from "./decision-schema.ts";
import { planReasons, type ReasonPlan } from "./plan-reasons.ts";
import { listReasons, readDigitsFreedSince } from "./read-reasons.ts";
import { readOpenSessions } from "./read-open-sessions.ts";
import type { SaveReasons } from "./reason-schema.ts";
import { lockReasons, writeReasons } from "./reason-store.ts";

/**
 * Makes the project's reasons the list that is sent. Old decisions keep the wording they were given with. 403 for who
 * is no owner, 422 for a list that does not hold together, 409 while somebody's review session is open and a digit
 * would come to mean something else under their fingers.
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

/** A digit that was free when a session began may get a reason; one that meant something may not mean another thing. */
async function refuseUnderFingers(tx: Tx, projectId: string, plan: ReasonPlan): Promise<void> {
  if (plan.moved.length === 0 && plan.added.length === 0) return;
  const sessions = await readOpenSessions(tx, projectId);
  const [oldest] = sessions;
  if (oldest === undefined) return;
  const meant = new Set([
    ...plan.retired.map(({ digit }) => digit),
    ...(await readDigitsFreedSince(tx, projectId, oldest.startedAt)),
  ]);
  const reused = plan.added.find(({ digit }) => meant.has(digit));
  if (plan.moved.length === 0 && reused === undefined) return;
  const people = [...new Set(sessions.map(({ reviewer }) => reviewer))];
  const [first = ""] = people;
  const who = people.length === 1 ? first : `${first} and ${people.length - 1} more`;
  throw new AppError(
    "conflict",
    reused === undefined
      ? `${who} is reviewing, and digits keep their meaning during a session. Change the order when it is closed.`
      : `${who} is reviewing, and for them ${reused.digit} meant another reason. Use another digit, or wait until the session is closed.`,
  );
}
