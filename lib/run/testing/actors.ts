import type { Actor } from "#lib/account/actor";
import type { Role } from "#lib/account/permissions";
import type { Db } from "#lib/db/client";
import { newId } from "#lib/ids";
import { defaultProjectId } from "#lib/project/default-project";

/** Somebody with one role in one project. */
export function actorWith(role: Role, projectId = defaultProjectId): Actor {
  return {
    kind: "person",
    id: `${role}-${projectId}`,
    name: `The ${role}`,
    roles: new Map([[projectId, role]]),
  };
}

/** Another project; returns its id. */
export async function makeProject(db: Db, slug: string): Promise<string> {
  const id = newId();
  await db.project.create({ data: { id, slug, name: slug } });
  return id;
}
