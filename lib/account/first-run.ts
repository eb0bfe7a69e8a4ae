import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import type { Environment } from "#lib/env";
import { defaultProjectId } from "#lib/project/default-project";
import { systemActor } from "./actor.ts";
import { baseUrl, inviteUrl } from "./base-url.ts";
import { inviteLifetimeMs } from "./create-invite.ts";
import { insertInvite } from "./invite-store.ts";
import { countOwners, lockMembers } from "./member-store.ts";
import { recordAccountChange } from "./record-change.ts";
import { hashToken, newToken } from "./token.ts";

/**
 * While nobody owns the house: a fresh link that makes whoever opens it the owner; null from then on. Links of earlier
 * starts keep working until one of them is used, because another process may have just shown one.
 */
export async function ensureFirstRunLink(
  db: Db,
  env: Pick<Environment, "PUBLIC_URL" | "HOST" | "PORT">,
  now: Date,
): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    await lockMembers(tx, defaultProjectId);
    if ((await countOwners(tx, defaultProjectId)) > 0) return null;
    const token = newToken();
    const id = await insertInvite(tx, {
      projectId: defaultProjectId,
      tokenHash: hashToken(token),
      role: "owner",
      email: null,
      invitedById: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + inviteLifetimeMs),
    });
    await recordAccountChange(tx, systemActor, {
      action: "invite.created",
      subjectType: "invite",
      subjectId: id,
      projectId: defaultProjectId,
      data: { role: "owner", firstRun: true },
    });
    return inviteUrl(baseUrl(env), token);
  });
}
