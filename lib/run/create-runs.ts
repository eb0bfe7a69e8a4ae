import { type Actor, authorise } from "#lib/account/actor";
import { formatProblem } from "#lib/contract/problem";
import type { Db } from "#lib/db/client";
import { inTransaction, type Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { keepAnswer, type KeepAnswer } from "#lib/http/idempotency-store";
import { newId } from "#lib/ids";
import { type ProjectRow, readProject } from "#lib/project/read-projects";
import { type LoadedVersion, readVersion } from "#lib/workflow/read-version";
import { findRunnable, type Runnable } from "#lib/workflow/read-runnable";
import { readUsableAssets } from "./read-usable-assets.ts";
import { planRuns } from "./plan-runs.ts";
import { rankOf } from "./run-priority.ts";
import { presentInsertedRuns } from "./read-runs.ts";
import { takeFromQuota } from "./quota-store.ts";
import type { CreateRun, RunView } from "./run-schema.ts";
import { insertRuns, type NewRun } from "./run-store.ts";

/** What a request comes to, before anything is written. */
export type PlannedRuns = { project: ProjectRow; version: LoadedVersion; runs: readonly NewRun[] };

/**
 * Puts the runs for `count` pictures of one workflow into the queue, sharing a batch id. Params are judged by the
 * contract of the published version; a seed that is left out is drawn, one per run. Refuses with 404 (project or workflow unknown),
 * 403, 409 (the workflow's files cannot be used), 422 (every wrong param as `/params/<name>`) or 429 (more than the
 * project's quota has left). With `keep` the answer is kept together with the runs or not at all.
 */
export async function createRuns(
  db: Db,
  actor: Actor,
  input: CreateRun,
  now: Date,
  keep?: KeepAnswer<{ items: RunView[] }>,
): Promise<RunView[]> {
  const planned = await planSubmission(db, actor, input, now);
  const { items } = await inTransaction(db, async (tx) =>
    keepAnswer(tx, keep, { items: await queueRuns(tx, actor, planned, now) }),
  );
  return items;
}

/** Everything that is only read for a submission, so that its transaction has little left to do. Refuses as `createRuns`. */
export async function planSubmission(
  db: Db,
  actor: Actor,
  input: CreateRun,
  now: Date,
): Promise<PlannedRuns> {
  const reading = findRunnable(db, input.workflow);
  // Somebody who may not see the project hears of that, whatever becomes of this.
  reading.catch(() => undefined);
  const project = await readProject(db, actor, input.project);
  authorise(actor, "run.create", project.id);
  const priority = rankOf(input.priority ?? "normal");
  if (priority > 0) authorise(actor, "run.hurry", project.id);
  const version = await readVersion(db, requireRunnable(await reading));
  const { contract } = version;
  const assetsKnown = await readUsableAssets(db, project.id, contract, input.params);
  const batchId = newId();
  const runs = planRuns(contract, input, assetsKnown).map((params, batchIndex) => ({
    id: newId(),
    projectId: project.id,
    batchId,
    batchIndex,
    priority,
    params,
    seed: contract.seedProperty === null ? null : String(params[contract.seedProperty]),
    createdAt: now,
  }));
  return { project, version, runs };
}

/** Puts planned runs into the queue, if the project's quota has so many left, and answers them as they are then. */
export async function queueRuns(
  tx: Tx,
  actor: Actor,
  { project, version, runs }: PlannedRuns,
  now: Date,
): Promise<RunView[]> {
  // Asked of the project once already: most have no quota, and then there is no statement to wait for.
  if (project.dailyRuns !== null) await takeFromQuota(tx, project.id, runs.length, now);
  const rows = await insertRuns(tx, actor, version, runs);
  const ids = runs.map(({ id }) => id);
  return presentInsertedRuns(tx, ids, rows, project, version);
}

/** The version to run, or the reason why there is none. */
export function requireRunnable(found: Runnable): string {
  switch (found.kind) {
    case "published":
      return found.versionId;
    case "unknown":
      throw new AppError("not_found", `There is no workflow "${found.name}".`, {
        fields: [{ path: "/workflow", message: "GET /api/v1/workflows lists the names." }],
      });
    case "broken": {
      const [first] = found.problems;
      const why = first === undefined ? "It has no published version." : formatProblem(first);
      throw new AppError(
        "conflict",
        `The workflow "${found.name}" cannot run until its files are repaired.`,
        {
          fields: [{ path: "/workflow", message: why }],
          current: { status: "broken", problems: found.problems },
        },
      );
    }
  }
}
