import { isId } from "#lib/ids";
import { Prisma } from "#prisma";
import { awaits, awaitsOthers } from "./decision-sql.ts";
import { bucketsOf, numbersIn, parseMoment, parseRange, parseSpan, type Range } from "./filter-range.ts";
import { type OutputFilterQuery, splitChoices } from "./output-filter-schema.ts";
import { reviewableKinds } from "./output-kind.ts";
import { readSearch, type Search } from "./search-text.ts";

/** What names in a filter stand for. Null where the filter names none. */
export type FilterIds = {
  projects: readonly string[];
  workflows: string[] | null;
  versions: string[] | null;
  /** Params whose range so few runs are in that they are best looked up first. */
  rareParams: ReadonlySet<string>;
  /** Whether so few runs have the words that are searched for that they too are best looked up first. */
  isSearchRare: boolean;
  /**
   * Of a filter for what awaits a verdict: the projects whose review is closed, which `projects` then leaves out, and
   * what was reopened there all the same. A closed review may hold a million undecided outputs that await nobody.
   */
  closed: { projects: readonly string[]; reopened: readonly string[] };
};

export const noneClosed: FilterIds["closed"] = { projects: [], reopened: [] };

/** A column that an index holds in front of the order of a list, and the values it may have. */
export type Choice = { column: Prisma.Sql; type: Prisma.Sql; values: readonly (string | number)[] };

const uuid = Prisma.sql`uuid`;
const text = Prisma.sql`text`;

/** The choices of a filter, those first that make the best single walk along an index. */
export function choicesOf(query: OutputFilterQuery, ids: FilterIds, readerId: string): Choice[] {
  const split = (text: string | undefined) => (text === undefined ? null : splitChoices(text));
  const people = (text: string | undefined) => split(text)?.map((id) => (id === "me" ? readerId : id));
  const list: (Choice | null)[] = [
    choice(Prisma.sql`o.version_id`, uuid, ids.versions),
    choice(Prisma.sql`o.reason_id`, uuid, split(query.reason)?.filter(isId)),
    choice(Prisma.sql`o.decided_by_id`, text, people(query.decidedBy)),
    choice(Prisma.sql`o.submitter_id`, text, people(query.submitter)),
    choice(Prisma.sql`o.rating`, Prisma.sql`smallint`, starsOf(query.rating)),
    choice(Prisma.sql`o.state`, text, split(query.state)),
    choice(Prisma.sql`o.workflow_id`, uuid, ids.workflows),
  ];
  return list.filter((found) => found !== null);
}

function choice(
  column: Prisma.Sql,
  type: Prisma.Sql,
  values: readonly (string | number)[] | null | undefined,
): Choice | null {
  if (values === null || values === undefined) return null;
  return { column, type, values: [...new Set(values.map(storable))] };
}

/** Postgres takes no zero character; a name with one is the name of nothing. */
function storable<Value extends string | number>(value: Value): Value | string {
  return typeof value === "string" && value.includes("\0") ? "" : value;
}

/** Stars from 1 to 5; "without any" is no value of the column and asked apart. */
function starsOf(rating: string | undefined): number[] | null {
  const range = rating === undefined ? null : parseRange(rating);
  return range === null || allowsUnrated(range) ? null : numbersIn(range, 1, 5);
}

const allowsUnrated = ({ from, to }: Range) => Number(from ?? 0) <= 0 && Number(to ?? 0) >= 0;

/** `AND column is one of the values`; with one value an equality, so that the index gives the order as well. */
export function isOneOf({ column, type, values }: Choice): Prisma.Sql {
  const [only] = values;
  if (values.length === 1) return Prisma.sql`AND ${column} = ${only}::${type}`;
  return Prisma.sql`AND ${column} = ANY(${[...values]}::${type}[])`;
}

/**
 * All that a filter asks of `output o`, each condition beginning with AND, for a statement that looks names up itself:
 * the frozen list of a session, which is drawn once.
 */
export function outputConditions(
  query: OutputFilterQuery,
  projects: readonly string[],
  readerId: string,
): Prisma.Sql[] {
  const ids = {
    projects,
    workflows: null,
    versions: null,
    rareParams: new Set<string>(),
    isSearchRare: false,
    closed: noneClosed,
  };
  const named: Prisma.Sql[] = [];
  if (query.workflow !== undefined) {
    const names = splitChoices(query.workflow).map(storable);
    named.push(
      Prisma.sql`AND o.workflow_id IN (SELECT w.id FROM workflow w WHERE w.name = ANY(${names}::text[]))`,
    );
  }
  if (query.version !== undefined) {
    const hashes = splitChoices(query.version)
      .filter(isHash)
      .map((hash) => `${hash}%`);
    named.push(Prisma.sql`AND o.version_id IN (
      SELECT v.id FROM workflow_version v WHERE v.hash LIKE ANY(${hashes}::text[]))`);
  }
  return [...choicesOf(query, ids, readerId).map(isOneOf), ...conditionsOf(query, ids, readerId), ...named];
}

/** The hash of a version, or enough of its beginning. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{6,64}$/.test(text);
}

/** What a filter asks of `output o` beside its choices, each beginning with AND. */
export function conditionsOf(query: OutputFilterQuery, ids: FilterIds, readerId: string): Prisma.Sql[] {
  const list: Prisma.Sql[] = [Prisma.empty];
  if (query.run !== undefined) {
    list.push(isId(query.run) ? Prisma.sql`AND o.run_id = ${query.run}::uuid` : nothing);
  }
  if (query.kind !== undefined) {
    const kinds = query.kind === "reviewable" ? reviewableKinds : [query.kind];
    list.push(Prisma.sql`AND o.kind = ANY(${[...kinds]}::text[])`);
  }
  if (query.approvableBy === "me") list.push(notOwnToApprove(readerId));
  if (query.seed !== undefined) {
    list.push(Prisma.sql`AND o.run_id IN (SELECT id FROM run WHERE seed = ${canonicalSeed(query.seed)})`);
  }
  if (query.since !== undefined) list.push(Prisma.sql`AND o.created_at >= ${momentOf(query.since)}`);
  if (query.until !== undefined) list.push(Prisma.sql`AND o.created_at < ${momentOf(query.until)}`);
  if (query.size !== undefined) list.push(sizeCondition(splitChoices(query.size)));
  list.push(...within(Prisma.sql`o.width`, query.width), ...within(Prisma.sql`o.height`, query.height));
  list.push(...depthCondition(query.depth));
  const rating = query.rating === undefined ? null : parseRange(query.rating);
  if (rating !== null && allowsUnrated(rating)) {
    list.push(Prisma.sql`AND (o.rating IS NULL OR o.rating = ANY(${numbersIn(rating, 1, 5)}::smallint[]))`);
  }
  if (query.label !== undefined) {
    list.push(Prisma.sql`AND o.id IN (
      SELECT l.output_id FROM output_label l
      WHERE l.project_id = ANY(${[...ids.projects]}::uuid[]) AND l.name = ANY(${splitChoices(query.label).map(labelName)}::text[])
        AND l.owner_id IN ('', ${readerId}))`);
  }
  for (const what of splitChoices(query.has ?? "")) list.push(hasCondition(what));
  for (const [name, value] of Object.entries(query.params)) {
    list.push(paramCondition(name, value, ids.rareParams.has(name)));
  }
  const search = readSearch(query.q ?? "");
  if (search !== null) list.push(searchCondition(search, ids.isSearchRare));
  if (query.awaiting === "me") list.push(Prisma.sql`AND ${awaits(readerId)}`);
  if (query.awaiting === "others") list.push(Prisma.sql`AND ${awaitsOthers(readerId)}`);
  // Whoever names one by its id or file wants it wherever it lies.
  const isNamed = search !== null && search.kind !== "words";
  if (query.archived === "true") list.push(Prisma.sql`AND o.archived_at IS NOT NULL`);
  else if (query.archived !== "all" && !isNamed) list.push(Prisma.sql`AND o.archived_at IS NULL`);
  return list;
}

const nothing = Prisma.sql`AND false`;

/** Asked from the submitter on: the project of others' outputs is not looked at. */
function notOwnToApprove(readerId: string): Prisma.Sql {
  return Prisma.sql`AND (o.submitter_id IS DISTINCT FROM ${readerId} OR NOT EXISTS (
    SELECT FROM project own WHERE own.id = o.project_id AND own.separates_duties))`;
}

function hasCondition(what: string): Prisma.Sql {
  if (what === "comments") return Prisma.sql`AND o.comments > 0`;
  return what === "drawings" ? Prisma.sql`AND o.drawings > 0` : nothing;
}

/** Labels are one word whatever the case they were typed in. */
export function labelName(typed: string): string {
  return typed.replaceAll("\0", "").trim().toLowerCase();
}

/** As runs store them: no zeros in front. */
function canonicalSeed(digits: string): string {
  return BigInt(digits).toString();
}

function momentOf(value: string): Prisma.Sql {
  const span = parseSpan(value);
  return span === null
    ? Prisma.sql`${parseMoment(value)}::timestamptz`
    : Prisma.sql`now() - ${span}::interval`;
}

function sizeCondition(sizes: readonly string[]): Prisma.Sql {
  const pairs = sizes.flatMap((size) => {
    const [, width, height] = /^(\d{1,6})x(\d{1,6})$/.exec(size) ?? [];
    return width === undefined || height === undefined
      ? []
      : [{ width: Number(width), height: Number(height) }];
  });
  if (pairs.length === 0) return nothing;
  return Prisma.sql`AND (${Prisma.join(
    pairs.map(({ width, height }) => Prisma.sql`(o.width = ${width} AND o.height = ${height})`),
    " OR ",
  )})`;
}

function within(column: Prisma.Sql, value: string | undefined): Prisma.Sql[] {
  const { from, to } = (value === undefined ? null : parseRange(value)) ?? { from: null, to: null };
  return [
    ...(from === null ? [] : [Prisma.sql`AND ${column} >= ${asInteger(Math.ceil(Number(from)))}`]),
    ...(to === null ? [] : [Prisma.sql`AND ${column} <= ${asInteger(Math.floor(Number(to)))}`]),
  ];
}

/** Held inside what the column can hold: compared as another type it would not be found by its index. */
function asInteger(value: number): number {
  return Math.min(Math.max(value, -1), 2 ** 31 - 1);
}

/** The index leaves out originals, so re-seeded ones are asked for in its own words. */
function depthCondition(depth: string | undefined): Prisma.Sql[] {
  const list = within(Prisma.sql`o.generation`, depth);
  const least = depth === undefined ? null : (parseRange(depth)?.from ?? null);
  return least !== null && Number(least) > 0 ? [Prisma.sql`AND o.generation > 0`, ...list] : list;
}

/** A param of this very value, as text or number; or, with dots, of a number in the range. */
function paramCondition(name: string, value: string, isRare: boolean): Prisma.Sql {
  if (`${name}${value}`.includes("\0")) return nothing;
  const range = rangeOf(value);
  if (range !== null) {
    const runs = rangedRuns(name, range);
    return isOfRuns(runs, isRare);
  }
  const isNumber = parseRange(value) !== null;
  const term = isNumber
    ? Prisma.sql`${name} || '=' || trim_scale(${value}::numeric)`
    : Prisma.sql`${name} || '=' || lower(${value})`;
  return Prisma.sql`AND o.run_id IN (SELECT s.run_id FROM run_search s WHERE s.terms @> ARRAY[${term}])`;
}

/** The range that a param is asked for, null when it is asked for one value. */
export function rangeOf(value: string): Range | null {
  return value.includes("..") ? parseRange(value) : null;
}

/** Runs with a number in the range: first by the buckets that the index knows, then by the number itself. */
export function rangedRuns(name: string, range: Range): Prisma.Sql {
  const terms = bucketsOf(range).map((bucket) => `${name}~${bucket}`);
  return Prisma.sql`
    SELECT s.run_id FROM run_search s JOIN run ranged ON ranged.id = s.run_id
    WHERE s.terms && ${terms}::text[] AND CASE WHEN jsonb_typeof(ranged.params -> ${name}) = 'number' THEN
      (ranged.params ->> ${name})::numeric BETWEEN coalesce(${range.from}::numeric, '-infinity')
        AND coalesce(${range.to}::numeric, 'infinity') ELSE false END`;
}

/** That an output is of one of the runs; where they are few, these are looked up before any output. */
function isOfRuns(runs: Prisma.Sql, isRare: boolean): Prisma.Sql {
  return isRare ? Prisma.sql`AND o.run_id = ANY(ARRAY(${runs}))` : Prisma.sql`AND o.run_id IN (${runs})`;
}

function searchCondition(search: Search, isRare: boolean): Prisma.Sql {
  switch (search.kind) {
    case "id":
      return Prisma.sql`AND (o.id = ${search.id}::uuid OR o.run_id = ${search.id}::uuid)`;
    case "file":
      return Prisma.sql`AND o.sha256 = ${search.sha256}`;
    case "words":
      return isOfRuns(
        Prisma.sql`SELECT s.run_id FROM run_search s WHERE s.words @@ to_tsquery('simple', ${search.query})`,
        isRare,
      );
  }
}
