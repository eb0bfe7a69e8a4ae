import type { Tx } from "#lib/db/transaction";
import { readProject } from "#lib/project/read-projects";
import type { CreateInvite, InviteView } from "./account-schema.ts";
import { authorise, type Actor } from "./actor.ts";
import { inviteUrl } from "./base-url.ts";
import { insertInvite } from "./invite-store.ts";
import { recordAccountChange } from "./record-change.ts";
import { hashToken, newToken } from "./token.ts";

export const inviteLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Makes a link that lets one person in with a role. The link is in this answer and nowhere else. */
export async function createInvite(
  tx: Tx,
  actor: Actor,
  input: CreateInvite,
  { now, base }: { now: Date; base: string },
): Promise<InviteView> {
  const { id: projectId } = await readProject(tx, actor, input.project);
  authorise(actor, "people.manage", projectId);
  const token = newToken();
  const email = input.email ?? null;
  const expiresAt = new Date(now.getTime() + inviteLifetimeMs);
  const id = await insertInvite(tx, {
    projectId,
    tokenHash: hashToken(token),
    role: input.role,
    email,
    invitedById: actor.id,
    createdAt: now,
    expiresAt,
  });
  await recordAccountChange(tx, actor, {
    action: "invite.created",
    subjectType: "invite",
    subjectId: id,
    projectId,
    data: { role: input.role, email },
  });
  return {
    id,
    role: input.role,
    email,
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    url: inviteUrl(base, token),
  };
}
