import type { Tx } from "#lib/db/transaction";
import { AppError, notFound } from "#lib/errors";
import type { InviteView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { markInviteRevoked } from "./invite-store.ts";
import { presentInvite, readInvite } from "./read-invites.ts";
import { recordAccountChange } from "./record-change.ts";

/** Withdraws an invite; its link stops working at once. 409 when somebody has used it or it was withdrawn before. */
export async function revokeInvite(
  tx: Tx,
  actor: Actor,
  { id, now }: { id: string; now: Date },
): Promise<InviteView> {
  const invite = await readInvite(tx, id);
  if (invite === null || !actor.roles.has(invite.projectId)) throw notFound("invitation");
  authorise(actor, "people.manage", invite.projectId);
  if (!(await markInviteRevoked(tx, id, now))) {
    throw new AppError(
      "conflict",
      invite.acceptedAt === null
        ? "This invitation was withdrawn before."
        : "Somebody has used this invitation already. Remove the person under members instead.",
    );
  }
  await recordAccountChange(tx, actor, {
    action: "invite.revoked",
    subjectType: "invite",
    subjectId: id,
    projectId: invite.projectId,
  });
  return presentInvite(invite);
}
