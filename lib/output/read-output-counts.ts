import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readWithin } from "#lib/db/read-within";
import { Prisma } from "#prisma";
import type { OutputCount } from "./facet-schema.ts";
import { choicesOf, conditionsOf, type FilterIds, isOneOf } from "./output-conditions.ts";
import type { OutputFilterQuery } from "./output-filter-schema.ts";
import { readFilterIds } from "./read-filter-ids.ts";

const mostCounted = 1000;

/** A number that nobody waits for longer. */
export const patienceMs = 800;

/** How many outputs a filter leaves, counted to a thousand, of those that the actor may see. 404 as the list has it. */
export async function countOutputs(db: Db, actor: Actor, query: OutputFilterQuery): Promise<OutputCount> {
  const conditions = await readConditions(db, actor, query);
  const count = await readWithin(db, patienceMs, async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT ${countOf(conditions)} AS count`;
    return row?.count ?? 0;
  });
  return bounded(count);
}

/** All that a filter asks, beginning with WHERE. */
export async function readConditions(db: Db, actor: Actor, query: OutputFilterQuery): Promise<Prisma.Sql> {
  const ids = await readFilterIds(db, actor, query);
  const conditions = [
    Prisma.sql`WHERE ${isAmong(ids)}`,
    ...choicesOf(query, ids, actor.id).map(isOneOf),
    ...conditionsOf(query, ids, actor.id),
  ];
  return Prisma.join(conditions, " ");
}

/** One project is the usual case, and then an index gives the rest of the way. */
function isAmong({ projects, closed: { reopened } }: FilterIds): Prisma.Sql {
  const [only] = projects;
  const isOfProjects =
    projects.length === 1 && only !== undefined
      ? Prisma.sql`o.project_id = ${only}::uuid`
      : Prisma.sql`o.project_id = ANY(${[...projects]}::uuid[])`;
  if (reopened.length === 0) return isOfProjects;
  const isReopened = Prisma.sql`o.id = ANY(${[...reopened]}::uuid[])`;
  return projects.length === 0 ? isReopened : Prisma.sql`(${isOfProjects} OR ${isReopened})`;
}

/** The number of outputs under these conditions, one more at the most than is counted. */
export function countOf(conditions: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM output o ${conditions} LIMIT ${mostCounted + 1}) AS found)`;
}

export function bounded(count: number | null): OutputCount {
  if (count === null) return { count, more: false };
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}
