import { type Actor, visibleProjects } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import { byItsValues, type Db, queryRows } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { decodeCursor, toPage } from "#lib/http/cursor";
import type { Page } from "#lib/http/page-schema";
import { isId } from "#lib/ids";
import { findVersion, presentParams } from "#lib/run/present-run";
import { Prisma } from "#prisma";
import { choicesOf, conditionsOf } from "./output-conditions.ts";
import { type OutputRow, outputColumns, outputTables, presentOutput } from "./output-row.ts";
import type { ListOutputsQuery, OutputView } from "./output-schema.ts";
import { type Walk, walkOf } from "./output-walk.ts";
import { readFilterIds } from "./read-filter-ids.ts";

/**
 * One page of the outputs an actor may see. Each visible project is read along its own index up to the limit, and so
 * is each value where a filter leaves a choice of several; the pages are then merged, so that the depth of a page costs
 * nothing. What stands on the page is read after that, by one statement for all lists: it is planned once, where the
 * way to the page is planned for its filter. 404 for a project the actor may not see; any other filter that names
 * nothing there gives an empty page.
 */
export async function listOutputs(db: Db, actor: Actor, query: ListOutputsQuery): Promise<Page<OutputView>> {
  const direction = query.order === "oldest" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const limit = query.limit + 1;
  const ids = await readFilterIds(db, actor, query);
  const walk = walkOf(query.label, choicesOf(query, ids, actor.id), actor.id);
  const conditions = [
    // Its labels are what the list is walked along.
    ...conditionsOf(
      { ...query, label: undefined, ...(query.ids !== undefined && { archived: "all" }) },
      ids,
      actor.id,
    ),
    ...beyond(walk, query),
    ...among(query.ids),
  ];
  const places = (projects: readonly string[], only: Prisma.Sql) => Prisma.sql`
    SELECT ${walk.distinct} o.id, o.created_at AS at
    FROM project p
    ${walk.branches}
    CROSS JOIN LATERAL (
      SELECT o.id, o.created_at FROM ${walk.from} ${Prisma.join(conditions, " ")} ${only}
      ORDER BY ${walk.at} ${direction}, ${walk.id} ${direction}
      LIMIT ${limit}
    ) o
    WHERE p.id = ANY(${[...projects]}::uuid[])
    ORDER BY o.created_at ${direction}, o.id ${direction}
    LIMIT ${limit}`;
  const open = places(ids.projects, Prisma.empty);
  const { projects: closed, reopened } = ids.closed;
  const found = await db.$queryRaw<{ id: string; at: Date }[]>`${byItsValues}
    ${
      reopened.length === 0
        ? open
        : Prisma.sql`(${open}) UNION ALL (${places(closed, Prisma.sql`AND o.id = ANY(${[...reopened]}::uuid[])`)})
            ORDER BY at ${direction}, id ${direction} LIMIT ${limit}`
    }`;
  const page = toPage(
    found,
    query.limit,
    (place) => place,
    ({ id }) => id,
  );
  return { ...page, items: (await readListedOutputs(db, actor, page.items)).map(presentOutput) };
}

/** The rows of listed outputs in the order of `ids`; whether the actor may see them was asked before. */
export async function readListedOutputs(db: Db, actor: Actor, ids: readonly string[]): Promise<OutputRow[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows<OutputRow>(
    db,
    Prisma.sql`
      SELECT ${outputColumns(actor)}
      FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS listed (id, place)
      JOIN output o ON o.id = listed.id
      JOIN project p ON p.id = o.project_id
      ${outputTables}
      ORDER BY listed.place`,
  );
  return withShownParams(db, rows);
}

/** Where the page begins. */
function beyond(walk: Walk, { cursor, order }: ListOutputsQuery): Prisma.Sql[] {
  if (cursor === undefined) return [];
  const { at, id } = decodeCursor(cursor);
  const after = order === "oldest" ? Prisma.sql`>` : Prisma.sql`<`;
  return [Prisma.sql`AND (${walk.at}, ${walk.id}) ${after} (${at}::timestamptz, ${id}::uuid)`];
}

function among(ids: string | undefined): Prisma.Sql[] {
  return ids === undefined ? [] : [Prisma.sql`AND o.id = ANY(${ids.split(",").filter(isId)}::uuid[])`];
}

/** The row of one output with what a decision needs to know; null when there is none that the actor may see. */
export function findOutput(db: Db | Tx, actor: Actor, id: string): Promise<OutputRow | null> {
  return findOutputWith(db, actor, id);
}

/** The same with more columns over `output o`, for one who needs to know more of it in one go. */
export async function findOutputWith<More>(
  db: Db | Tx,
  actor: Actor,
  id: string,
  more?: Prisma.Sql,
): Promise<(OutputRow & More) | null> {
  if (!isId(id)) return null;
  // Compared with one value: of a list, Postgres does not know how long it is, and reads whole tables to join it.
  const [row] = await selectOutputs<More>(db, actor, Prisma.sql`o.id = ${id}::uuid`, more);
  return row ?? null;
}

/** The rows of those of `ids` that exist and that the actor may see, in no particular order. */
export async function findOutputs(db: Db | Tx, actor: Actor, ids: readonly string[]): Promise<OutputRow[]> {
  const wellFormed = ids.filter(isId);
  if (wellFormed.length === 0) return [];
  return selectOutputs(db, actor, Prisma.sql`o.id = ANY(${wellFormed}::uuid[])`);
}

async function selectOutputs<More>(
  db: Db | Tx,
  actor: Actor,
  which: Prisma.Sql,
  more?: Prisma.Sql,
): Promise<(OutputRow & More)[]> {
  const rows = await queryRows<OutputRow & More>(
    db,
    Prisma.sql`
      SELECT ${outputColumns(actor)} ${more ? Prisma.sql`, ${more}` : Prisma.empty}
      FROM output o
      JOIN project p ON p.id = o.project_id
      ${outputTables}
      WHERE ${which}
        ${actor.kind === "system" ? Prisma.empty : Prisma.sql`AND p.id = ANY(${visibleProjects(actor)}::uuid[])`}`,
  );
  return withShownParams(db, rows);
}

/** Params as the wire carries them. Versions are kept in memory, so this asks the database next to never. */
export async function withShownParams<Row extends OutputRow>(
  db: Db | Tx,
  rows: readonly Row[],
): Promise<Row[]> {
  const shown: Row[] = [];
  for (const row of rows) {
    const version = await findVersion(db, row.versionId);
    shown.push({
      ...row,
      params: presentParams(version, row.params as CheckedParams),
      reasonPolicy: version?.contract.review.reason ?? "optional",
    });
  }
  return shown;
}
