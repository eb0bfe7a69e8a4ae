import { type Actor, visibleProjects } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import { byItsValues, type Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { decodeCursor, toPage } from "#lib/http/cursor";
import type { Page } from "#lib/http/page-schema";
import { isId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { Prisma } from "#prisma";
import { presentRun } from "./present-run.ts";
import { readQueuePositions } from "./read-queue-positions.ts";
import { type OwnRow, runColumns, type RunRow, runTables } from "./run-row.ts";
import type { ListRunsQuery, RunStatus, RunView } from "./run-schema.ts";

/** One run of a project the actor belongs to. 404 otherwise. */
export async function readRun(db: Db | Tx, actor: Actor, id: string): Promise<RunView> {
  await readRunProject(db, actor, id);
  const [run] = await readRunsById(db, [id]);
  if (run === undefined) throw notFound("run");
  return run;
}

/** The project of a run that the actor may see. 404 otherwise. */
export async function readRunProject(db: Db | Tx, actor: Actor, id: string): Promise<string> {
  const found = isId(id) ? await db.run.findUnique({ where: { id }, select: { projectId: true } }) : null;
  if (found === null || (actor.kind !== "system" && !actor.roles.has(found.projectId))) throw notFound("run");
  return found.projectId;
}

/**
 * Runs of the actor's projects, newest first, page by page without gap or repetition while others are added. Each
 * project, each version of a workflow and each person in it, is read along its own index up to the limit; then they are merged.
 */
export async function listRuns(db: Db, actor: Actor, query: ListRunsQuery): Promise<Page<RunView>> {
  const projects =
    query.project === undefined ? visibleProjects(actor) : [(await readProject(db, actor, query.project)).id];
  const limit = query.limit + 1;
  const places = await db.$queryRaw<{ id: string; at: Date }[]>`${byItsValues}
    SELECT listed.id, listed.created_at AS at FROM project ${versionsOf(query)}
    CROSS JOIN LATERAL (
      SELECT id, created_at FROM run
      WHERE ${Prisma.join(conditions(actor, query), " AND ")}
      ORDER BY created_at DESC, id DESC
      LIMIT ${limit}
    ) listed
    WHERE project.id = ANY(${[...projects]}::uuid[])
    ORDER BY listed.created_at DESC, listed.id DESC
    LIMIT ${limit}`;
  const page = toPage(
    places,
    query.limit,
    (place) => place,
    ({ id }) => id,
  );
  return { ...page, items: await readRunsById(db, page.items) };
}

function versionsOf({ workflow }: ListRunsQuery): Prisma.Sql {
  if (workflow === undefined) return Prisma.empty;
  return Prisma.sql`CROSS JOIN (
    SELECT v.id FROM workflow_version v JOIN workflow w ON w.id = v.workflow_id WHERE w.name = ${workflow}
  ) version`;
}

/** Spelled out, so that indexes over the few runs that are active, or did not succeed, can serve it. */
const statusIs: Record<RunStatus | "active", Prisma.Sql> = {
  active: Prisma.sql`status IN ('queued', 'running')`,
  queued: Prisma.sql`status = 'queued'`,
  running: Prisma.sql`status = 'running'`,
  succeeded: Prisma.sql`status = 'succeeded'`,
  failed: Prisma.sql`status = 'failed'`,
  canceled: Prisma.sql`status = 'canceled'`,
};

function conditions(actor: Actor, { cursor, status, workflow, batch, by }: ListRunsQuery): Prisma.Sql[] {
  const list: Prisma.Sql[] = [Prisma.sql`project_id = project.id`];
  if (cursor !== undefined) {
    const { at, id } = decodeCursor(cursor);
    list.push(Prisma.sql`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  if (status !== undefined) list.push(statusIs[status]);
  if (workflow !== undefined) list.push(Prisma.sql`version_id = version.id`);
  if (by === "me") list.push(Prisma.sql`submitter_id = ${actor.id} AND submitter_kind = ${actor.kind}`);
  if (batch !== undefined) list.push(isId(batch) ? Prisma.sql`batch_id = ${batch}::uuid` : Prisma.sql`false`);
  return list;
}

/** Runs in the order of `ids`, in wire shape. Whether the actor may see them was asked before. */
export async function readRunsById(db: Db | Tx, ids: readonly string[]): Promise<RunView[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<RunRow[]>`
    SELECT ${runColumns}
    FROM unnest(${[...ids]}::uuid[]) AS listed (id) JOIN run r ON r.id = listed.id ${runTables}`;
  return presentInOrder(db, ids, rows);
}

/**
 * Runs that were inserted in this very transaction, in the order of `ids`: only their place in the queue is read. They
 * are of the published version, whose title is the workflow's.
 */
export function presentInsertedRuns(
  tx: Tx,
  ids: readonly string[],
  rows: readonly OwnRow[],
  project: { slug: string },
  { hash, workflowName: workflow, title: workflowTitle }: LoadedVersion,
): Promise<RunView[]> {
  const beside = { project: project.slug, versionHash: hash, workflow, workflowTitle };
  const none = { attempts: [], outputs: [], progress: null };
  return presentInOrder(
    tx,
    ids,
    rows.map((row) => ({ ...row, ...beside, ...none })),
  );
}

async function presentInOrder(
  db: Db | Tx,
  ids: readonly string[],
  rows: readonly RunRow[],
): Promise<RunView[]> {
  const queued = rows.filter(({ status }) => status === "queued").map(({ id }) => id);
  const ahead = await readQueuePositions(db, queued);
  const byId = new Map<string, RunView>();
  // One after the other: a transaction has one connection.
  for (const row of rows) byId.set(row.id, await presentRun(db, row, ahead.get(row.id) ?? null));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export type Recipe = { versionId: string; params: CheckedParams; seed: string | null };

/** What made a run's pictures; the params were checked when the run was created and have not changed since. */
export async function readRecipe(db: Db | Tx, runId: string): Promise<Recipe> {
  const { versionId, params, seed } = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { versionId: true, params: true, seed: true },
  });
  return { versionId, params: params as CheckedParams, seed };
}

/** The trace that a run belongs to, and what is run. */
export async function readTraceStart(
  db: Db,
  runId: string,
): Promise<{ traceparent: string | null; workflow: string }> {
  const { traceparent, version } = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { traceparent: true, version: { select: { workflow: { select: { name: true } } } } },
  });
  return { traceparent, workflow: version.workflow.name };
}

/** The re-seeded runs of an output, or those of them that somebody asked for, oldest first. */
export async function readChildStatuses(
  db: Db | Tx,
  { outputId, submitterId }: { outputId: string; submitterId?: string | undefined },
): Promise<{ id: string; status: RunStatus }[]> {
  const rows = await db.run.findMany({
    where: { parentOutputId: outputId, ...(submitterId !== undefined && { submitterId }) },
    orderBy: { queueSeq: "asc" },
    select: { id: true, status: true },
  });
  return rows.map(({ id, status }) => ({ id, status: status as RunStatus }));
}
