import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readWithin } from "#lib/db/read-within";
import { assertNever, notFound } from "#lib/errors";
import { readProject } from "#lib/project/read-projects";
import { outputStates } from "#lib/run/output-summary-schema";
import { Prisma } from "#prisma";
import { facets, type Facet, type FacetName } from "./facet-schema.ts";
import { type OutputFilterQuery, splitChoices } from "./output-filter-schema.ts";
import { bounded, countOf, patienceMs, readConditions } from "./read-output-counts.ts";
import { stateWords } from "./state-words.ts";

type Row = { value: string; label: string; count: number | null; isCut: boolean };

/**
 * What a field of the filter may be set to, with how many outputs each value would leave beside the rest of the filter.
 * Values come from an index or a small table, never from a walk over all outputs; counts stop at a thousand, and are
 * left out where even that takes long. Nothing here reaches past the actor's projects. 404 for a field that has no list
 * of values, and for a project that the actor may not see.
 */
export async function readFacet(
  db: Db,
  actor: Actor,
  name: string,
  query: OutputFilterQuery,
): Promise<Facet> {
  const facet = facets.find((candidate) => candidate === name);
  if (facet === undefined) throw notFound("field to choose from");
  const projects =
    query.project === undefined ? visibleProjects(actor) : [(await readProject(db, actor, query.project)).id];
  const candidates = candidatesOf(facet, Prisma.sql`ANY(${projects}::uuid[])`, actor, query);
  const others = await readConditions(db, actor, { ...query, [facet]: undefined });
  const match = matches(facet, actor);
  const counted = await readWithin(db, patienceMs, (tx) =>
    isLookedUp(query)
      ? tx.$queryRaw<Row[]>`
          WITH found AS MATERIALIZED (SELECT ${columns} FROM output o ${others} LIMIT ${mostFound})
          SELECT c.value, c.label, (SELECT count(*)::int FROM found o WHERE true ${match}) AS count,
            (SELECT count(*) FROM found) = ${mostFound} AS "isCut"
          FROM (${candidates}) AS c (value, label)`
      : tx.$queryRaw<Row[]>`
          SELECT c.value, c.label, ${countOf(Prisma.sql`${others} ${match}`)} AS count, false AS "isCut"
          FROM (${candidates}) AS c (value, label)`,
  );
  const rows =
    counted ??
    (await db.$queryRaw<Row[]>`
      SELECT c.value, c.label, NULL::int AS count, false AS "isCut" FROM (${candidates}) AS c (value, label)`);
  return {
    items: rows.map(({ value, label, count, isCut }) => {
      const known = bounded(count);
      return { value, label, ...known, more: known.more || isCut };
    }),
  };
}

/** More are not gathered for counting: then each count is the least that there are. */
const mostFound = 5000;

/** What the values are told apart by. */
const columns = Prisma.sql`o.id, o.project_id, o.state, o.workflow_id, o.version_id, o.reason_id, o.decided_by_id,
  o.submitter_id, o.width, o.height, o.rating`;

/** Words and params are looked up in another table: once for all values instead of once for each. */
function isLookedUp({ q, params }: OutputFilterQuery): boolean {
  return q !== undefined || Object.keys(params).length > 0;
}

/** That an output has the value of candidate `c`. */
function matches(facet: FacetName, actor: Actor): Prisma.Sql {
  switch (facet) {
    case "state":
      return Prisma.sql`AND o.state = c.value`;
    case "workflow":
      return Prisma.sql`AND o.workflow_id = (SELECT w.id FROM workflow w WHERE w.name = c.value)`;
    case "version":
      return Prisma.sql`AND o.version_id = (SELECT v.id FROM workflow_version v WHERE left(v.hash, 12) = c.value LIMIT 1)`;
    case "reason":
      return Prisma.sql`AND o.reason_id = c.value::uuid`;
    case "decidedBy":
      return Prisma.sql`AND o.decided_by_id = c.value`;
    case "submitter":
      return Prisma.sql`AND o.submitter_id = c.value`;
    case "size":
      return Prisma.sql`AND o.width = split_part(c.value, 'x', 1)::int AND o.height = split_part(c.value, 'x', 2)::int`;
    case "rating":
      return Prisma.sql`AND o.rating = c.value::smallint`;
    case "label":
      return Prisma.sql`AND o.id IN (SELECT l.output_id FROM output_label l
        WHERE l.project_id = o.project_id AND l.name = c.value AND l.owner_id IN ('', ${actor.id}))`;
    default:
      return assertNever(facet);
  }
}

/** Value and label of everything the field may be set to, in the order to show it. */
function candidatesOf(
  facet: FacetName,
  inProjects: Prisma.Sql,
  actor: Actor,
  query: OutputFilterQuery,
): Prisma.Sql {
  switch (facet) {
    case "state": {
      const states = outputStates.map((state) => Prisma.sql`(${state}, ${stateWords[state]})`);
      return Prisma.sql`VALUES ${Prisma.join(states)}`;
    }
    case "rating":
      return Prisma.sql`SELECT stars::text, stars::text FROM generate_series(5, 1, -1) AS stars`;
    case "workflow":
      return Prisma.sql`SELECT name, title FROM workflow ORDER BY title`;
    case "version":
      return Prisma.sql`
        SELECT left(v.hash, 12), w.title || ' ' || v.number FROM workflow_version v JOIN workflow w ON w.id = v.workflow_id
        WHERE ${query.workflow === undefined ? Prisma.sql`true` : Prisma.sql`w.name = ANY(${splitChoices(query.workflow)}::text[])`}
        ORDER BY w.title, v.number DESC LIMIT 100`;
    case "reason":
      return Prisma.sql`
        SELECT id::text, label FROM reason WHERE project_id = ${inProjects} ORDER BY retired_at IS NOT NULL, digit`;
    case "decidedBy":
      return people(distinct(inProjects, "decided_by_id"));
    case "submitter":
      return people(distinct(inProjects, "submitter_id"));
    case "size":
      return sizes(inProjects);
    case "label":
      return Prisma.sql`
        SELECT name, name FROM output_label
        WHERE project_id = ${inProjects} AND owner_id IN ('', ${actor.id}) GROUP BY name ORDER BY name LIMIT 200`;
    default:
      return assertNever(facet);
  }
}

/** The different values of an indexed column, by hopping from one to the next along its index. */
function distinct(inProjects: Prisma.Sql, name: "decided_by_id" | "submitter_id"): Prisma.Sql {
  const column = Prisma.raw(`o.${name}`);
  const least = (more: Prisma.Sql) =>
    Prisma.sql`(SELECT ${column} FROM output o WHERE o.project_id = hop.id ${more} ORDER BY ${column} LIMIT 1)`;
  return Prisma.sql`
    WITH RECURSIVE step AS (
      SELECT hop.id, ${least(Prisma.sql`AND ${column} IS NOT NULL`)} AS value FROM project hop WHERE hop.id = ${inProjects}
      UNION ALL
      SELECT hop.id, ${least(Prisma.sql`AND ${column} > hop.value`)} FROM step hop WHERE hop.value IS NOT NULL
    )
    SELECT DISTINCT value FROM step WHERE value IS NOT NULL LIMIT 200`;
}

function people(ids: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT who.value, coalesce(u.name, k.name, 'A program') FROM (${ids}) AS who
    LEFT JOIN user_account u ON u.id = who.value LEFT JOIN api_key k ON k.id::text = who.value ORDER BY 2`;
}

function sizes(inProjects: Prisma.Sql): Prisma.Sql {
  const least = (more: Prisma.Sql) => Prisma.sql`
    LEFT JOIN LATERAL (SELECT o.width, o.height FROM output o WHERE o.project_id = hop.id ${more}
      ORDER BY o.width, o.height LIMIT 1) AS next ON true`;
  return Prisma.sql`
    WITH RECURSIVE step AS (
      SELECT hop.id, next.width, next.height FROM project hop ${least(Prisma.sql`AND o.width IS NOT NULL`)}
      WHERE hop.id = ${inProjects}
      UNION ALL
      SELECT hop.id, next.width, next.height FROM step hop
        ${least(Prisma.sql`AND (o.width, o.height) > (hop.width, hop.height)`)}
      WHERE hop.width IS NOT NULL
    )
    SELECT size, replace(size, 'x', ' × ') FROM (
      SELECT DISTINCT width, height, width || 'x' || height AS size FROM step WHERE width IS NOT NULL LIMIT 100
    ) AS known ORDER BY width, height`;
}
