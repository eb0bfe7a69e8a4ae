import { type Actor, visibleProjects } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { decodeCursor, toPage } from "#lib/http/cursor";
import type { Page } from "#lib/http/page-schema";
import { isId } from "#lib/ids";
import { findVersion, presentParams } from "#lib/run/present-run";
import { readProject } from "#lib/project/read-projects";
import { Prisma } from "#prisma";
import { reviewableKinds } from "./output-kind.ts";
import { type OutputRow, outputColumns, outputTables, presentOutput } from "./output-row.ts";
import type { ListOutputsQuery, OutputView } from "./output-schema.ts";
import { readSearch, type Search } from "./search-text.ts";

/** What narrows a list of outputs, and the side it begins on. */
export type OutputFilter = Omit<ListOutputsQuery, "limit">;

/**
 * One page of the outputs an actor may see, in one query. Each visible project is read along its own index up to the
 * limit, then the pages are merged; so the depth of a page costs nothing. 404 for a project the actor may not see; any
 * other filter that names nothing there gives an empty page.
 */
export async function listOutputs(db: Db, actor: Actor, query: ListOutputsQuery): Promise<Page<OutputView>> {
  const direction = query.order === "oldest" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const limit = query.limit + 1;
  const projects =
    query.project === undefined ? visibleProjects(actor) : [(await readProject(db, actor, query.project)).id];
  const rows = await db.$queryRaw<OutputRow[]>`
    SELECT ${outputColumns(actor)}
    FROM project p
    CROSS JOIN LATERAL (
      SELECT o.* FROM output o
      WHERE o.project_id = p.id ${Prisma.join(outputConditions(query), " ")}
      ORDER BY o.created_at ${direction}, o.id ${direction}
      LIMIT ${limit}
    ) o
    ${outputTables}
    WHERE p.id = ANY(${projects}::uuid[])
    ORDER BY o.created_at ${direction}, o.id ${direction}
    LIMIT ${limit}`;
  return toPage(
    await withShownParams(db, rows),
    query.limit,
    (row) => ({ at: row.createdAt, id: row.id }),
    presentOutput,
  );
}

/** The row of one output with what a decision needs to know; null when there is none that the actor may see. */
export async function findOutput(db: Db | Tx, actor: Actor, id: string): Promise<OutputRow | null> {
  const [row] = await findOutputs(db, actor, [id]);
  return row ?? null;
}

/** The rows of those of `ids` that exist and that the actor may see, in no particular order. */
export async function findOutputs(db: Db | Tx, actor: Actor, ids: readonly string[]): Promise<OutputRow[]> {
  const wellFormed = ids.filter(isId);
  if (wellFormed.length === 0) return [];
  const rows = await db.$queryRaw<OutputRow[]>`
    SELECT ${outputColumns(actor)}
    FROM output o
    JOIN project p ON p.id = o.project_id
    ${outputTables}
    WHERE o.id = ANY(${wellFormed}::uuid[])
      ${actor.kind === "system" ? Prisma.empty : Prisma.sql`AND p.id = ANY(${visibleProjects(actor)}::uuid[])`}`;
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
      reasonPolicy: version?.contract.reasonPolicy ?? "optional",
    });
  }
  return shown;
}

/** What the query asks of `output o`, each condition beginning with AND and served by an index of the table. */
export function outputConditions(query: OutputFilter): Prisma.Sql[] {
  const list: Prisma.Sql[] = [Prisma.empty];
  if (query.cursor !== undefined) {
    const { at, id } = decodeCursor(query.cursor);
    const beyond = query.order === "oldest" ? Prisma.sql`>` : Prisma.sql`<`;
    list.push(Prisma.sql`AND (o.created_at, o.id) ${beyond} (${at}::timestamptz, ${id}::uuid)`);
  }
  if (query.state !== undefined) list.push(Prisma.sql`AND o.state = ${query.state}`);
  if (query.workflow?.includes("\0")) list.push(Prisma.sql`AND false`);
  else if (query.workflow !== undefined) {
    list.push(Prisma.sql`AND o.workflow_id = (SELECT w.id FROM workflow w WHERE w.name = ${query.workflow})`);
  }
  if (query.run !== undefined) {
    list.push(isId(query.run) ? Prisma.sql`AND o.run_id = ${query.run}::uuid` : Prisma.sql`AND false`);
  }
  if (query.kind !== undefined) {
    const kinds = query.kind === "reviewable" ? reviewableKinds : [query.kind];
    list.push(Prisma.sql`AND o.kind = ANY(${[...kinds]}::text[])`);
  }
  if (query.ids !== undefined)
    list.push(Prisma.sql`AND o.id = ANY(${query.ids.split(",").filter(isId)}::uuid[])`);
  const search = readSearch(query.q ?? "");
  if (search !== null) list.push(searchCondition(search));
  return list;
}

function searchCondition(search: Search): Prisma.Sql {
  switch (search.kind) {
    case "id":
      return Prisma.sql`AND (o.id = ${search.id}::uuid OR o.run_id = ${search.id}::uuid)`;
    case "file":
      return Prisma.sql`AND o.sha256 = ${search.sha256}`;
    case "words":
      return Prisma.sql`AND o.run_id IN (
        SELECT id FROM run WHERE run_search_text(params) @@ websearch_to_tsquery('simple', ${search.web}))`;
    case "beginnings":
      return Prisma.sql`AND o.run_id IN (
        SELECT id FROM run WHERE run_search_text(params) @@ to_tsquery('simple', ${search.query}))`;
  }
}
