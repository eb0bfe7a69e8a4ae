import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { findRunnable, findVersionRunnable } from "#lib/workflow/read-runnable";
import { type LoadedVersion, readVersion } from "#lib/workflow/read-version";
import { requireRunnable } from "./create-runs.ts";
import { type Grain, planChildren } from "./plan-children.ts";
import { readRecipe, readRunsById } from "./read-runs.ts";
import { takeFromQuota } from "./quota-store.ts";
import { readUsableAssets } from "./read-usable-assets.ts";
import type { RunView } from "./run-schema.ts";
import { insertRuns } from "./run-store.ts";

/** The output that is passed over. `rootOutputId` is null when it is the first of its line. */
export type ParentOutput = {
  outputId: string;
  rootOutputId: string | null;
  generation: number;
  runId: string;
  projectId: string;
  workflow: string;
};

export type Children = {
  count: number;
  grain: Grain;
  version: "parent" | "published";
  priority?: number;
  /** Why the parent is passed over. */
  reason: { id: string; label: string } | null;
  now: Date;
};

/**
 * Re-seeds: new runs that keep of the output's own run what `grain` says, by the version that made it or by the one
 * published now, in the output's project and stack. The caller has authorised `output.reseed`. 409 when the workflow
 * is broken or has no seed to change, 422 for values that do not fit, 429 when the project's quota has less left; then
 * nothing is written.
 */
export async function createChildRuns(
  tx: Tx,
  actor: Actor,
  parent: ParentOutput,
  { count, grain, version: wanted, priority = 0, reason, now }: Children,
): Promise<RunView[]> {
  const recipe = await readRecipe(tx, parent.runId);
  const runnable =
    wanted === "parent"
      ? await findVersionRunnable(tx, recipe.versionId)
      : await findRunnable(tx, parent.workflow);
  const version = await readVersion(tx, requireRunnable(runnable));
  const planned = await plan(tx, version, parent.projectId, recipe, grain, count);
  const { seedProperty } = version.contract;
  const batchId = newId();
  const runs = planned.map((params, batchIndex) => ({
    id: newId(),
    projectId: parent.projectId,
    batchId,
    batchIndex,
    params,
    seed: seedProperty === null ? null : String(params[seedProperty]),
    parentOutputId: parent.outputId,
    rootOutputId: parent.rootOutputId ?? parent.outputId,
    generation: parent.generation + 1,
    grain: grain.grain,
    priority,
    reasonId: reason?.id ?? null,
    reasonLabel: reason?.label ?? null,
    createdAt: now,
  }));
  await takeFromQuota(tx, parent.projectId, runs.length, now);
  await insertRuns(tx, actor, version, runs);
  return readRunsById(
    tx,
    runs.map(({ id }) => id),
  );
}

async function plan(
  tx: Tx,
  { contract }: LoadedVersion,
  projectId: string,
  recipe: Awaited<ReturnType<typeof readRecipe>>,
  grain: Grain,
  count: number,
) {
  const sent = grain.grain === "edits" ? grain.params : {};
  const varied = grain.grain === "parameter" ? grain.values.map((value) => ({ [grain.name]: value })) : [];
  const assets = new Set<string>();
  for (const params of [recipe.params, sent, ...varied]) {
    for (const id of await readUsableAssets(tx, projectId, contract, params)) assets.add(id);
  }
  return planChildren(contract, recipe, grain, count, assets);
}
