import { type Db, queryRows } from "#lib/db/client";
import { AppError } from "#lib/errors";
import { Prisma } from "#prisma";
import type { Actor } from "./actor.ts";
import { roles, type Role } from "./permissions.ts";
import { hashToken } from "./token.ts";

/** The person's role in each project, by project id; empty for somebody who was removed everywhere. */
export async function readMemberRoles(db: Db, userId: string): Promise<Map<string, Role>> {
  const members = await db.member.findMany({ where: { userId }, select: { projectId: true, role: true } });
  return new Map(members.map(({ projectId, role }) => [projectId, toRole(role)]));
}

export type SessionPerson = { id: string; name: string; roles: Map<string, Role> };

/** Whose session a token is of, with their roles as `readMemberRoles` reads them, in one statement; null once it ended. */
export async function readSessionPerson(db: Db, token: string): Promise<SessionPerson | null> {
  const [row] = await queryRows<{ id: string; name: string; roles: Record<string, string> }>(
    db,
    Prisma.sql`
      SELECT u.id, u.name, coalesce((
        SELECT json_object_agg(m.project_id, m.role) FROM member m WHERE m.user_id = u.id), '{}') AS roles
      FROM user_session s JOIN user_account u ON u.id = s.user_id
      WHERE s.token = ${token} AND s.expires_at > now()`,
  );
  if (row === undefined) return null;
  const roles = Object.entries(row.roles).map(([project, role]) => [project, toRole(role)] as const);
  return { id: row.id, name: row.name, roles: new Map(roles) };
}

/** Owner of everything: what the automation key of the environment is. */
export async function readOwnerOfAll(db: Db): Promise<Map<string, Role>> {
  const projects = await queryRows<{ id: string }>(db, Prisma.sql`SELECT id FROM project`);
  return new Map(projects.map(({ id }) => [id, "owner"]));
}

export type KeyActor = { actor: Actor; lastUsedAt: Date | null };

/** Who a key stands for. 401 when it is unknown or revoked. */
export async function readKeyActor(db: Db, token: string): Promise<KeyActor> {
  const key = await db.apiKey.findUnique({ where: { tokenHash: hashToken(token) } });
  if (key === null) {
    throw new AppError("unauthenticated", "This key is not known. Check it, or ask an owner for a new one.");
  }
  if (key.revokedAt !== null) {
    throw new AppError("unauthenticated", "This key was revoked. Ask an owner for a new one.");
  }
  const actor: Actor = {
    kind: "key",
    id: key.id,
    name: key.name,
    roles: new Map([[key.projectId, toRole(key.role)]]),
  };
  return { actor, lastUsedAt: key.lastUsedAt };
}

/** A role as the database holds it. Throws when a newer release wrote one this release does not know. */
export function toRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new Error(`The database holds an unknown role: ${text}`);
  return role;
}
