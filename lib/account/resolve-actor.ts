import type { Db } from "#lib/db/client";
import type { Environment } from "#lib/env";
import { AppError } from "#lib/errors";
import type { Actor } from "./actor.ts";
import type { Auth } from "./auth.ts";
import { noteKeyUse } from "./key-store.ts";
import { readKeyActor, readOwnerOfAll } from "./read-roles.ts";
import { isSameSecret } from "./token.ts";

export type ActorResolver = (request: { headers: Headers }) => Promise<Actor | null>;

type ResolverParts = { db: Db; auth: Auth; env: Pick<Environment, "PROOFSHEET_API_KEY"> };

/**
 * Who sends a request: a key (`Authorization: Bearer …`) before a session cookie; null when there is neither. Asks the
 * database each time, so that signing out, revoking and removing hold with the next request. 401 for a wrong key.
 */
export function createActorResolver({ db, auth, env }: ResolverParts): ActorResolver {
  return async ({ headers }) => {
    const key = bearerKey(headers);
    if (key !== null) return resolveKey(key);
    const person = await auth.readSession(headers);
    return person === null || person.roles.size === 0 ? null : { kind: "person", ...person };
  };

  async function resolveKey(key: string): Promise<Actor> {
    if (env.PROOFSHEET_API_KEY !== undefined && isSameSecret(key, env.PROOFSHEET_API_KEY)) {
      return { kind: "key", id: "automation", name: "Automation key", roles: await readOwnerOfAll(db) };
    }
    const { actor, lastUsedAt } = await readKeyActor(db, key);
    await noteKeyUse(db, { id: actor.id, lastUsedAt }, new Date());
    return actor;
  }
}

/** The key of a Bearer header; null without one. Other schemes belong to a proxy in front of us and are left alone. */
function bearerKey(headers: Headers): string | null {
  const [, key] = /^bearer\b\s*(.*)$/i.exec(headers.get("authorization")?.trim() ?? "") ?? [];
  if (key === "") throw new AppError("unauthenticated", "Send the key as Authorization: Bearer <key>.");
  return key ?? null;
}
