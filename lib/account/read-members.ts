import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import type { MemberView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { toRole } from "./read-roles.ts";

/** Everybody in a project, longest first. All members may see who their colleagues are and whom to ask. */
export async function listMembers(db: Db, actor: Actor, projectId: string): Promise<MemberView[]> {
  authorise(actor, "project.read", projectId);
  const rows = await db.member.findMany({
    where: { projectId },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
  });
  return rows.map(presentMember);
}

/** Those of `userIds` who are in the project, in no particular order. */
export async function findMembers(
  tx: Tx,
  projectId: string,
  userIds: readonly string[],
): Promise<MemberView[]> {
  if (userIds.length === 0) return [];
  const rows = await tx.member.findMany({
    where: { projectId, userId: { in: userIds.filter((id) => !id.includes("\0")) } },
    include: { user: { select: { name: true, email: true } } },
  });
  return rows.map(presentMember);
}

/** One member; 404 when the person is not in the project. */
export async function readMember(tx: Tx, projectId: string, userId: string): Promise<MemberView> {
  const row = await tx.member.findUnique({
    where: { projectId_userId: { projectId, userId } },
    include: { user: { select: { name: true, email: true } } },
  });
  if (row === null) throw notFound("member");
  return presentMember(row);
}

function presentMember(row: {
  userId: string;
  role: string;
  createdAt: Date;
  user: { name: string; email: string };
}): MemberView {
  return {
    userId: row.userId,
    name: row.user.name,
    email: row.user.email,
    role: toRole(row.role),
    since: row.createdAt.toISOString(),
  };
}
