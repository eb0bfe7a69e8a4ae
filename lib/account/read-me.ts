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
  return {
    kind: actor.kind === "person" ? "person" : "key",
    id: actor.id,
    name: actor.name,
    email: person?.email ?? null,
    projects: projects.flatMap((project) => {
      const role = actor.roles.get(project.id);
      return role === undefined ? [] : [{ ...project, role }];
    }),
  };
}
