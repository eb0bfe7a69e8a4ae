import { type Actor, authorise } from "#lib/account/actor";
import { formatProblem } from "#lib/contract/problem";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { newId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import { readVersion } from "#lib/workflow/read-version";
import { findRunnable, type Runnable } from "#lib/workflow/read-runnable";
import { readUsableAssets } from "./read-usable-assets.ts";
import { planRuns } from "./plan-runs.ts";
import { rankOf } from "./run-priority.ts";
import { presentInsertedRuns } from "./read-runs.ts";
import type { CreateRun, RunView } from "./run-schema.ts";
import { insertRuns } from "./run-store.ts";

/**
 * Puts the runs for `count` pictures of one workflow into the queue, sharing a batch id. Params are judged by the
 * contract of the published version; a seed that is left out is drawn, one per run. Refuses with 404 (project or workflow unknown),
 * 403, 409 (the workflow's files cannot be used) or 422 (every wrong param as `/params/<name>`).
 */
export async function createRuns(tx: Tx, actor: Actor, input: CreateRun, now: Date): Promise<RunView[]> {
  const project = await readProject(tx, actor, input.project);
  authorise(actor, "run.create", project.id);
  const priority = rankOf(input.priority ?? "normal");
  if (priority > 0) authorise(actor, "run.hurry", project.id);
  const version = await readVersion(tx, requireRunnable(await findRunnable(tx, input.workflow)));
  const { contract } = version;
  const assetsKnown = await readUsableAssets(tx, project.id, contract, input.params);
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
  const rows = await insertRuns(tx, actor, version, runs);
  return presentInsertedRuns(
    tx,
    runs.map(({ id }) => id),
    rows,
    project,
    version,
  );
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
