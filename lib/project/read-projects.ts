import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";

/** The project that is meant when a request names none. It is made by the first migration. */
export const defaultProjectSlug = "default";

export type ProjectRef = { id: string; slug: string; name: string };

/**
 * The project of this slug. One that the actor does not belong to is answered like one that does not exist: 404
 * with the field named.
 */
export async function readProject(
  db: Db | Tx,
  actor: Actor,
  slug: string = defaultProjectSlug,
): Promise<ProjectRef> {
  const found = slug.includes("\0")
    ? null
    : await db.project.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } });
  if (found !== null && (actor.kind === "system" || actor.roles.has(found.id))) return found;
  throw new AppError("not_found", "There is no such project, or you may not see it.", {
    fields: [{ path: "/project", message: "Leave it out to use the default project." }],
  });
}
