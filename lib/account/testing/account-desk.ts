import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Db } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { parseEnvironment, type Environment } from "#lib/env";
import { newId } from "#lib/ids";
import { defaultProjectId } from "#lib/project/default-project";
import { acceptInvite } from "#lib/account/accept-invite";
import type { Me } from "#lib/account/account-schema";
import type { Actor } from "#lib/account/actor";
import { createAuth, type Auth } from "#lib/account/auth";
import { createInvite } from "#lib/account/create-invite";
import type { Role } from "#lib/account/permissions";
import { createActorResolver, type ActorResolver } from "#lib/account/resolve-actor";

export const password = "a long enough password";

/** The owner of the default project for tests that need one to act, without an account behind it. */
export const anOwner: Actor = {
  kind: "key",
  id: "test-owner",
  name: "Test owner",
  roles: new Map([[defaultProjectId, "owner"]]),
};

export type AccountDesk = {
  env: Environment;
  auth: Auth;
  resolveActor: ActorResolver;
  /** Invites and lets in a new person; returns them with the headers their browser would send. */
  join(role: Role, email?: string): Promise<{ me: Me; headers: Headers; email: string }>;
  inviteToken(role: Role, email?: string): Promise<string>;
};

/** Accounts on a test database, as the web process sets them up. Several desks are several processes. */
export function openAccountDesk(db: Db, environment: Record<string, string> = {}): AccountDesk {
  const env = parseEnvironment({
    DATABASE_URL: "postgresql://unused",
    DATA_DIR: mkdtempSync(join(tmpdir(), "proofsheet-accounts-")),
    PROOFSHEET_SECRET: "a secret that all processes of a test share",
    ...environment,
  });
  const auth = createAuth({ db, env });
  const inviteToken = async (role: Role, email?: string) => {
    const input = { role, ...(email !== undefined && { email }) };
    const invite = await inTransaction(db, (tx) =>
      createInvite(tx, anOwner, input, { now: new Date(), base: "http://test" }),
    );
    return tokenOf(invite.url);
  };
  return {
    env,
    auth,
    resolveActor: createActorResolver({ db, auth, env }),
    inviteToken,
    async join(role, email = `${newId()}@example.com`) {
      const input = { token: await inviteToken(role), name: `A ${role}`, email, password };
      const { me, cookies } = await acceptInvite({ db, auth }, null, input, asked());
      return { me, headers: cookieHeaders(cookies), email };
    },
  };
}

/** A request of a browser at `address`, now. */
export function asked(address = "192.0.2.1"): { headers: Headers; now: Date } {
  return { headers: new Headers({ "x-forwarded-for": address }), now: new Date() };
}

/** What a browser sends back after it was handed these Set-Cookie values. */
export function cookieHeaders(cookies: readonly string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
}

export function tokenOf(url: string | null | undefined): string {
  return url?.split("#token=")[1] ?? "";
}
