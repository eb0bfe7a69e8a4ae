import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import type { MemberView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import {
  countMemberships,
  countOwners,
  deleteMember,
  lockMembers,
  updateMemberRole,
} from "./member-store.ts";
import type { Role } from "./permissions.ts";
import { deleteSessions } from "./person-store.ts";
import { readMember } from "./read-members.ts";
import { recordAccountChange } from "./record-change.ts";

type Whom = { projectId: string; userId: string };

/** Gives a member another role; it holds with their next request. 409 when nobody would be left as owner. */
export async function changeRole(
  tx: Tx,
  actor: Actor,
  { projectId, userId, role }: Whom & { role: Role },
): Promise<MemberView> {
  authorise(actor, "people.manage", projectId);
  await lockMembers(tx, projectId);
  const member = await readMember(tx, projectId, userId);
  if (member.role === role) return member;
  await refuseLastOwner(tx, projectId, member);
  await updateMemberRole(tx, { projectId, userId, role });
  await recordAccountChange(tx, actor, {
    action: "person.role_changed",
    subjectType: "person",
    subjectId: userId,
    projectId,
    data: { from: member.role, to: role },
  });
  return { ...member, role };
}

/**
 * Takes somebody out of a project. Their decisions and runs stay on record; who is in no project any more is signed
 * out everywhere. 409 when nobody would be left as owner.
 */
export async function removeMember(tx: Tx, actor: Actor, { projectId, userId }: Whom): Promise<MemberView> {
  authorise(actor, "people.manage", projectId);
  await lockMembers(tx, projectId);
  const member = await readMember(tx, projectId, userId);
  await refuseLastOwner(tx, projectId, member);
  await deleteMember(tx, projectId, userId);
  if ((await countMemberships(tx, userId)) === 0) await deleteSessions(tx, userId);
  await recordAccountChange(tx, actor, {
    action: "person.removed",
    subjectType: "person",
    subjectId: userId,
    projectId,
    data: { role: member.role },
  });
  return member;
}

async function refuseLastOwner(tx: Tx, projectId: string, member: MemberView): Promise<void> {
  if (member.role !== "owner" || (await countOwners(tx, projectId)) > 1) return;
  throw new AppError(
    "conflict",
    `${member.name} is the only owner. Make somebody else an owner first, so that the project stays in somebody's hands.`,
    { current: member },
  );
}
