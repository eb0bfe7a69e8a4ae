import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { readProjects } from "#lib/project/read-projects";
import type { Actor } from "./actor.ts";
import type { Me } from "./account-schema.ts";

/** The actor as they see themselves: name, email and role in each of their projects. */
export async function readMe(db: Db | Tx, actor: Actor): Promise<Me> {
  const person =
    actor.kind === "person"
      ? await db.user.findUnique({ where: { id: actor.id }, select: { email: true } })
      : null;
  const projects = await readProjects(db, [...actor.roles.keys()]);
  const owners = await readOwners(db, [...actor.roles.keys()]);
  return {
    kind: actor.kind === "person" ? "person" : "key",
    id: actor.id,
    name: actor.name,
    email: person?.email ?? null,
    projects: projects.flatMap((project) => {
      const role = actor.roles.get(project.id);
      return role === undefined ? [] : [{ ...project, role, owners: owners.get(project.id) ?? [] }];
    }),
  };
}

/** Names of the owners by project, the longest in office first: whom to ask for another role. */
async function readOwners(db: Db | Tx, projectIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.member.findMany({
    where: { projectId: { in: [...projectIds] }, role: "owner" },
    orderBy: { createdAt: "asc" },
    select: { projectId: true, user: { select: { name: true } } },
  });
  const owners = new Map<string, string[]>();
  for (const { projectId, user } of rows)
    owners.set(projectId, [...(owners.get(projectId) ?? []), user.name]);
  return owners;
}
