import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { defaultProjectId } from "./default-project.ts";

export type ProjectSummary = { id: string; slug: string; name: string };

/** The id of the project that `given` (id or slug) names, the default one when absent. 404 when there is none. */
export async function readProjectId(db: Db | Tx, given: string | undefined): Promise<string> {
  if (given === undefined || given === defaultProjectId) return defaultProjectId;
  const project = await db.project.findUnique({
    where: isId(given) ? { id: given } : { slug: given },
    select: { id: true },
  });
  if (project === null) throw notFound("project");
  return project.id;
}

/** The projects with these ids, oldest first. */
export async function readProjects(db: Db | Tx, ids: readonly string[]): Promise<ProjectSummary[]> {
  return db.project.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, slug: true, name: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}
