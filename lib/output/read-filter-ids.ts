import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readProject } from "#lib/project/read-projects";
import { type FilterIds, isHash, noneClosed, rangedRuns, rangeOf } from "./output-conditions.ts";
import { type OutputFilterQuery, splitChoices } from "./output-filter-schema.ts";
import { readSearch } from "./search-text.ts";

/**
 * The ids behind the names of a filter. They go into the statement as values, so that Postgres knows how many rows each
 * of them has. 404 for a project that the actor may not see; a workflow or version that does not exist is no id.
 */
export async function readFilterIds(
  db: Db,
  actor: Actor,
  query: Pick<OutputFilterQuery, "project" | "workflow" | "version" | "params" | "q" | "awaiting">,
): Promise<FilterIds> {
  const projects =
    query.project === undefined ? visibleProjects(actor) : [(await readProject(db, actor, query.project)).id];
  const closed = query.awaiting === undefined ? noneClosed : await readClosed(db, projects);
  return {
    projects: projects.filter((id) => !closed.projects.includes(id)),
    closed,
    workflows: query.workflow === undefined ? null : await readWorkflowIds(db, splitChoices(query.workflow)),
    versions: query.version === undefined ? null : await readVersionIds(db, splitChoices(query.version)),
    rareParams: await readRareParams(db, query.params),
    isSearchRare: await readIsSearchRare(db, query.q),
  };
}

/** Which of these projects have a closed review, and which outputs were reopened there by themselves. */
async function readClosed(db: Db, projects: readonly string[]): Promise<FilterIds["closed"]> {
  const rows = await db.project.findMany({
    where: { id: { in: [...projects] }, reviewClosingId: { not: null } },
    select: { id: true, reviewClosing: { select: { outputs: { select: { outputId: true } } } } },
  });
  return {
    projects: rows.map(({ id }) => id),
    reopened: rows.flatMap(
      ({ reviewClosing }) => reviewClosing?.outputs.map(({ outputId }) => outputId) ?? [],
    ),
  };
}

async function readWorkflowIds(db: Db, names: readonly string[]): Promise<string[]> {
  const rows = await db.workflow.findMany({
    where: { name: { in: names.filter(isStorable) } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

async function readVersionIds(db: Db, beginnings: readonly string[]): Promise<string[]> {
  const wanted = beginnings.filter(isHash);
  const rows = await db.workflowVersion.findMany({
    where: { OR: wanted.map((hash) => ({ hash: { startsWith: hash } })) },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

const mostRare = 20_000;

/**
 * The planner cannot tell how many runs a range holds, because most of its buckets are the bucket of nothing. So they
 * are counted first, along the index, as far as it matters.
 */
async function readRareParams(db: Db, params: OutputFilterQuery["params"]): Promise<ReadonlySet<string>> {
  const rare = new Set<string>();
  for (const [name, value] of Object.entries(params)) {
    const range = rangeOf(value);
    if (range === null || !isStorable(name)) continue;
    const [, rows] = await db.$transaction([
      db.$executeRaw`SET LOCAL enable_seqscan = off`,
      db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM (${rangedRuns(name, range)} LIMIT ${mostRare + 1}) AS found`,
    ]);
    if ((rows[0]?.count ?? 0) <= mostRare) rare.add(name);
  }
  return rare;
}

/**
 * Of a word that it does not know as a common one, the planner believes that one run in two hundred has it, and walks
 * through the whole library for a word that nobody wrote. So whether the words that have to be there are all among the
 * common ones is asked of the same statistics: if not, few runs can have them all. False while there are none.
 */
async function readIsSearchRare(db: Db, q: string | undefined): Promise<boolean> {
  const search = readSearch(q ?? "");
  if (search?.kind !== "words" || search.query === "") return false;
  const [row] = await db.$queryRaw<{ isRare: boolean }[]>`
    SELECT NOT array_to_tsvector(most_common_elems::text::text[])
             @@ regexp_replace(needed, '<(-|[0-9]+)>', '&', 'g')::tsquery AS "isRare"
    FROM pg_stats, querytree(to_tsquery('simple', ${search.query})) AS needed
    WHERE schemaname = current_schema() AND tablename = 'run_search' AND attname = 'words'
      AND needed NOT IN ('', 'T')`;
  return row?.isRare ?? false;
}

/** Postgres takes no zero character. */
function isStorable(name: string): boolean {
  return !name.includes("\0");
}
