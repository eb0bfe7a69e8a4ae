import type { Tx } from "#lib/db/transaction";
import type { Role } from "./permissions.ts";

/**
 * Makes changes of a project's members wait for each other until `tx` ends, so that two of them cannot each leave the
 * other as the last owner. Runs and outputs of the project are not held up.
 */
export async function lockMembers(tx: Tx, projectId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
}

export async function countOwners(tx: Tx, projectId: string): Promise<number> {
  return tx.member.count({ where: { projectId, role: "owner" } });
}

/** Returns false when the person is in the project already. */
export async function insertMember(
  tx: Tx,
  member: { projectId: string; userId: string; role: Role; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.member.createMany({ data: [member], skipDuplicates: true });
  return count === 1;
}

export async function updateMemberRole(
  tx: Tx,
  { projectId, userId, role }: { projectId: string; userId: string; role: Role },
): Promise<void> {
  await tx.member.update({ where: { projectId_userId: { projectId, userId } }, data: { role } });
}

export async function deleteMember(tx: Tx, projectId: string, userId: string): Promise<void> {
  await tx.member.delete({ where: { projectId_userId: { projectId, userId } } });
}

/** In how many projects the person still is. */
export async function countMemberships(tx: Tx, userId: string): Promise<number> {
  return tx.member.count({ where: { userId } });
}
