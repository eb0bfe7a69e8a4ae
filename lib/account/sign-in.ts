import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import type { Me } from "./account-schema.ts";
import type { Actor } from "./actor.ts";
import { giveBackTry, takeTry } from "./sign-in-limit-store.ts";
import type { Auth } from "./auth.ts";
import { clientAddress } from "./client-address.ts";
import { deleteSessions } from "./person-store.ts";
import { readMe } from "./read-me.ts";
import { readMemberRoles } from "./read-roles.ts";
import { hashToken } from "./token.ts";

export type Credentials = { email: string; password: string };
export type AuthParts = { db: Db; auth: Auth };

/**
 * Signs a person in. 401 when email or password is wrong (which of them is not said), 429 after five failures in a
 * minute for one account or from one address, 403 for somebody who was taken out of every project.
 */
export async function signIn(
  { db, auth }: AuthParts,
  credentials: Credentials,
  { headers, now }: { headers: Headers; now: Date },
): Promise<{ me: Me; cookies: string[] }> {
  const giveBack = await takeSignInTry(db, credentials.email, { headers, now });
  const signedIn = await auth.signIn(credentials, headers);
  if (signedIn === null) throw new AppError("unauthenticated", "The email or the password is not right.");
  await giveBack();
  const { person, cookies } = signedIn;
  const roles = await readMemberRoles(db, person.id);
  const actor: Actor = { kind: "person", id: person.id, name: person.name, roles };
  await inTransaction(db, async (tx) => {
    if (roles.size === 0) await deleteSessions(tx, person.id);
    const action = roles.size === 0 ? "person.sign_in_refused" : "person.signed_in";
    await appendAudit(tx, actor, [{ action, subjectType: "person", subjectId: person.id, projectId: null }]);
  });
  if (roles.size === 0) {
    throw new AppError(
      "forbidden",
      "This account is in no project any more. Ask an owner for a new invitation.",
    );
  }
  return { me: await readMe(db, actor), cookies };
}

/**
 * Counts one try at a password, for the account and for the address it comes from; 429 when either has used up its
 * minute. Returns what to call when the password was right: only failures count in the end.
 */
export async function takeSignInTry(
  db: Db,
  email: string,
  { headers, now }: { headers: Headers; now: Date },
): Promise<() => Promise<void>> {
  const keys = [
    `sign-in from ${clientAddress(headers).slice(0, 100)}`,
    `sign-in as ${hashToken(email.trim().toLowerCase())}`,
  ];
  for (const key of keys) {
    const waitSeconds = await takeTry(db, key, now);
    if (waitSeconds !== null) {
      throw new AppError(
        "too_many",
        `That was too many tries. Wait ${waitSeconds} ${waitSeconds === 1 ? "second" : "seconds"}, then try again.`,
        { retryAfterSeconds: waitSeconds },
      );
    }
  }
  return async () => {
    for (const key of keys) await giveBackTry(db, key, now);
  };
}
