import { type Actor, authorise } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import { formatProblem } from "#lib/contract/problem";
import { seedBounds } from "#lib/contract/seed";
import { validateParams } from "#lib/contract/validate-params";
import type { Tx } from "#lib/db/transaction";
import { AppError, type FieldError, invalid } from "#lib/errors";
import { newId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import { type LoadedVersion, readVersion } from "#lib/workflow/read-version";
import { findRunnable, type Runnable } from "#lib/workflow/read-runnable";
import { readUsableAssets } from "./read-usable-assets.ts";
import { drawRunSeed } from "./draw-run-seed.ts";
import { readRunsById } from "./read-runs.ts";
import type { CreateRun, RunView } from "./run-schema.ts";
import { insertRuns } from "./run-store.ts";

/**
 * Puts `count` runs of one workflow into the queue, sharing a batch id. Params are judged by the contract of the
 * published version; a seed that is left out is drawn, one per run. Refuses with 404 (project or workflow unknown),
 * 403, 409 (the workflow's files cannot be used) or 422 (every wrong param as `/params/<name>`).
 */
export async function createRuns(tx: Tx, actor: Actor, input: CreateRun, now: Date): Promise<RunView[]> {
  const project = await readProject(tx, actor, input.project);
  authorise(actor, "run.create", project.id);
  const version = await readVersion(tx, requireRunnable(await findRunnable(tx, input.workflow)));
  const params = await checkInput(tx, version, project.id, input);
  const batchId = newId();
  const seedName = version.contract.seedProperty;
  const isSeedGiven = seedName !== null && input.params[seedName] !== undefined;
  const runs = Array.from({ length: input.count }, (_, batchIndex) => {
    const own = isSeedGiven || batchIndex === 0 ? params : withFreshSeed(version, params);
    return {
      id: newId(),
      projectId: project.id,
      versionId: version.id,
      batchId,
      batchIndex,
      params: own,
      seed: seedName === null ? null : String(own[seedName]),
      createdAt: now,
    };
  });
  await insertRuns(tx, actor, version.workflowName, runs);
  return readRunsById(
    tx,
    runs.map(({ id }) => id),
  );
}

/** The params with another seed; unchanged where the contract has none. */
export function withFreshSeed({ contract }: LoadedVersion, params: CheckedParams): CheckedParams {
  const bounds = seedBounds(contract);
  if (contract.seedProperty === null || bounds === null) return params;
  return { ...params, [contract.seedProperty]: drawRunSeed(bounds) };
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

async function checkInput(
  tx: Tx,
  version: LoadedVersion,
  projectId: string,
  { params: given, count }: CreateRun,
): Promise<CheckedParams> {
  const { contract } = version;
  const errors: FieldError[] = [];
  const { seedProperty } = contract;
  const isSeedGiven = seedProperty !== null && given[seedProperty] !== undefined;
  if (isSeedGiven && count > 1) {
    const why = `One seed makes one picture: with a seed given, count must be 1. Leave the seed out to draw ${count} of them.`;
    errors.push({ path: `/params/${seedProperty}`, message: why }, { path: "/count", message: why });
  }
  if (seedProperty === null && count > 1) {
    const why = "This workflow has no seed: every run of it makes the same picture, so count must be 1.";
    errors.push({ path: "/count", message: why });
  }
  const bounds = seedBounds(contract);
  const drawn = !isSeedGiven && seedProperty !== null && bounds && { [seedProperty]: drawRunSeed(bounds) };
  const assetsKnown = await readUsableAssets(tx, projectId, contract, given);
  const check = validateParams(contract, { ...given, ...drawn }, { assetsKnown });
  if (!check.ok) errors.push(...check.errors);
  if (!check.ok || errors.length > 0) throw invalid(errors);
  return check.params;
}
