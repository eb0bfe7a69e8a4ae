import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { isId } from "#lib/ids";
import type { InviteInspection, InviteView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import type { Role } from "./permissions.ts";
import { toRole } from "./read-roles.ts";
import { hashToken } from "./token.ts";

export type OpenInvite = {
  id: string;
  projectId: string;
  projectName: string;
  role: Role;
  email: string | null;
  isFirstRun: boolean;
  expiresAt: Date;
};

/** The open invites of a project, newest first. */
export async function listInvites(
  db: Db,
  actor: Actor,
  { projectId, now }: { projectId: string; now: Date },
): Promise<InviteView[]> {
  authorise(actor, "people.manage", projectId);
  const rows = await db.invite.findMany({
    where: { projectId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(presentInvite);
}

/** One invite, open or not; null when there is none. The caller asks who may know. */
export async function readInvite(tx: Tx, id: string) {
  return isId(id) ? tx.invite.findUnique({ where: { id } }) : null;
}

export function presentInvite(row: {
  id: string;
  role: string;
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
}): InviteView {
  return {
    id: row.id,
    role: toRole(row.role),
    email: row.email,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** Which invite a token opens. A token that is unknown, used, withdrawn or expired gets one and the same refusal. */
export async function readOpenInvite(db: Db | Tx, token: string, now: Date): Promise<OpenInvite> {
  const row = await db.invite.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { project: { select: { name: true } } },
  });
  if (row === null || row.acceptedAt !== null || row.revokedAt !== null || row.expiresAt <= now) {
    throw uselessLink();
  }
  return {
    id: row.id,
    projectId: row.projectId,
    projectName: row.project.name,
    role: toRole(row.role),
    email: row.email,
    isFirstRun: row.invitedById === null,
    expiresAt: row.expiresAt,
  };
}

/** What the welcome page shows before anything is filled in. */
export async function inspectInvite(db: Db, token: string, now: Date): Promise<InviteInspection> {
  const { projectName, role, email, isFirstRun, expiresAt } = await readOpenInvite(db, token, now);
  return { project: projectName, role, email, firstRun: isFirstRun, expiresAt: expiresAt.toISOString() };
}

/** One answer for every link that does not work, so that it tells a stranger nothing. */
export function uselessLink(): AppError {
  return new AppError(
    "not_found",
    "This link does not work any more: it was used, withdrawn, or is older than 7 days. Ask an owner for a new one; " +
      "on a new installation, start Proofsheet again and use the link it prints.",
  );
}
