import type { Actor } from "#lib/account/actor";
import type { CheckedParams } from "#lib/contract/contract";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { newId } from "#lib/ids";
import { findVersionRunnable } from "#lib/workflow/read-runnable";
import { readVersion } from "#lib/workflow/read-version";
import { requireRunnable } from "./create-runs.ts";
import { withFreshSeed, withOnePicture } from "./plan-runs.ts";
import { readRecipe, readRunsById } from "./read-runs.ts";
import type { RunView } from "./run-schema.ts";
import { insertRuns } from "./run-store.ts";

/** The output that is passed over. `rootOutputId` is null when it is the first of its line. */
export type ParentOutput = {
  outputId: string;
  rootOutputId: string | null;
  generation: number;
  runId: string;
  projectId: string;
};

/**
 * Re-seeds: `count` new runs with the params and the workflow version of the output's own run, each with a fresh seed
 * unlike the parent's, and each for one picture: the child of one picture of a batch is that picture's, not the
 * batch's. The caller has authorised `output.reseed`. 409 when the workflow is broken or has no seed, and
 * then nothing is written.
 */
export async function createChildRuns(
  tx: Tx,
  actor: Actor,
  parent: ParentOutput,
  { count, grain, now }: { count: number; grain: string; now: Date },
): Promise<RunView[]> {
  const recipe = await readRecipe(tx, parent.runId);
  const version = await readVersion(tx, requireRunnable(await findVersionRunnable(tx, recipe.versionId)));
  const { contract } = version;
  const seedName = contract.seedProperty;
  if (seedName === null) {
    throw new AppError(
      "conflict",
      `The workflow "${version.workflowName}" has no seed to change; every run of it makes the same picture.`,
    );
  }
  const onePicture = withOnePicture(contract, recipe.params);
  const batchId = newId();
  const used = new Set([recipe.seed]);
  const runs = Array.from({ length: count }, (_, batchIndex) => {
    const params = withUnusedSeed(() => withFreshSeed(contract, onePicture), seedName, used);
    return {
      id: newId(),
      projectId: parent.projectId,
      batchId,
      batchIndex,
      params,
      seed: String(params[seedName]),
      parentOutputId: parent.outputId,
      rootOutputId: parent.rootOutputId ?? parent.outputId,
      generation: parent.generation + 1,
      grain,
      createdAt: now,
    };
  });
  await insertRuns(tx, actor, version, runs);
  return readRunsById(
    tx,
    runs.map(({ id }) => id),
  );
}

/** Draws again while the seed is taken; where the bounds leave no other, the last one drawn has to do. */
function withUnusedSeed(
  draw: () => CheckedParams,
  seedName: string,
  used: Set<string | null>,
): CheckedParams {
  let params = draw();
  for (let tries = 0; tries < 20 && used.has(String(params[seedName])); tries += 1) params = draw();
  used.add(String(params[seedName]));
  return params;
}
