import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { isId } from "#lib/ids";
import { defaultProjectId } from "./default-project.ts";

export type ProjectRef = { id: string; slug: string; name: string };

/** With what is asked of every submission: `dailyRuns` is null where a day has no limit. */
export type ProjectRow = ProjectRef & { dailyRuns: number | null };

const shown = { id: true, slug: true, name: true } as const;

/**
 * The project that a request names by slug or id, the default one when it names none. One that the actor does not
 * belong to is answered like one that does not exist: 404 with the field named.
 */
export async function readProject(
  db: Db | Tx,
  actor: Actor,
  given: string = defaultProjectId,
): Promise<ProjectRow> {
  const found = given.includes("\0")
    ? null
    : await db.project.findUnique({
        where: isId(given) ? { id: given } : { slug: given },
        select: { ...shown, dailyRuns: true },
      });
  if (found !== null && (actor.kind === "system" || actor.roles.has(found.id))) return found;
  throw new AppError("not_found", "There is no such project, or you may not see it.", {
    fields: [{ path: "/project", message: "Leave it out to use the default project." }],
  });
}

/** The projects with these ids, oldest first. */
export async function readProjects(db: Db | Tx, ids: readonly string[]): Promise<ProjectRef[]> {
  return db.project.findMany({
    where: { id: { in: [...ids] } },
    select: shown,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}
