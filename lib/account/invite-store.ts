import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import type { Role } from "./permissions.ts";

export type NewInvite = {
  projectId: string;
  tokenHash: string;
  role: Role;
  email: string | null;
  /** null makes it a first-run link. */
  invitedById: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** Keeps a new invite; returns its id. */
export async function insertInvite(tx: Tx, invite: NewInvite): Promise<string> {
  const { id } = await tx.invite.create({ data: { id: newId(), ...invite }, select: { id: true } });
  return id;
}

/** Uses an invite up. Of any number that try at once one gets true. */
export async function markInviteAccepted(
  tx: Tx,
  { id, userId, now }: { id: string; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.invite.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now, acceptedById: userId },
  });
  return count === 1;
}

/** Returns false when the invite was used or revoked before. */
export async function markInviteRevoked(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.invite.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}

/** The house has an owner: what is left of the first-run links lets nobody in any more. */
export async function revokeFirstRunLinks(tx: Tx, projectId: string, now: Date): Promise<void> {
  await tx.invite.updateMany({
    where: { projectId, invitedById: null, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
}
