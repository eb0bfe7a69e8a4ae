import { type Actor, may } from "#lib/account/actor";
import type { CheckedParams, ContractProperty } from "#lib/contract/contract";
import { seedBounds } from "#lib/contract/seed";
import { validateParams } from "#lib/contract/validate-params";
import type { Db } from "#lib/db/client";
import { invalid, notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import { findOutput, findOutputs } from "#lib/output/read-outputs";
import { promptsOf } from "#lib/run/plan-children";
import { withOnePicture } from "#lib/run/plan-runs";
import { readRunLengths } from "#lib/run/read-run-lengths";
import { readRecipe } from "#lib/run/read-runs";
import { readUsableAssets } from "#lib/run/read-usable-assets";
import { findRunnable, findVersionRunnable, type Runnable } from "#lib/workflow/read-runnable";
import { type LoadedVersion, readVersion, shortHash } from "#lib/workflow/read-version";
import { policyRefusalOf, refusalOf } from "./decision-status.ts";
import { replacedBy, stateOfReplaced } from "./judge-decision.ts";
import type { ReseedOptions, ReseedPreview } from "./reseed-schema.ts";

const unmeasured = { medianMs: null, measuredRuns: 0 };
const mostPreviewed = 100;

/** What one output can be varied in and by which version. 404 when there is none that the actor may see. */
export async function readReseedOptions(db: Db, actor: Actor, outputId: string): Promise<ReseedOptions> {
  const output = await findOutput(db, actor, outputId);
  if (output === null) throw notFound("output");
  const [recipe, version, newest, lengths] = await Promise.all([
    readRecipe(db, output.runId),
    readVersion(db, output.versionId),
    findRunnable(db, output.workflow),
    readRunLengths(db, [output.versionId]),
  ]);
  const other =
    newest.kind === "published" && newest.versionId !== output.versionId
      ? await readVersion(db, newest.versionId)
      : null;
  const { contract } = version;
  const own = contract.properties.filter(
    ({ name, isAsset }) => name !== contract.seedProperty && name !== contract.batch?.property && !isAsset,
  );
  return {
    refusal: await refusalOfReseed(db, actor, output),
    parent: named(version),
    published: other && named(other),
    publishedRefusal: other && (await refusalOfParams(db, output, other, recipe.params)),
    seed: recipe.seed,
    seedBounds: seedBounds(contract),
    params: output.params,
    prompts: promptsOf(contract).map(({ name }) => name),
    parameters: own.map((property) => parameter(property, recipe.params)),
    ...(lengths.get(output.versionId) ?? unmeasured),
  };
}

/** Which of many outputs can be re-seeded now, in the order asked. 422 for more than a hundred. */
export async function previewReseeds(db: Db, actor: Actor, given: string): Promise<ReseedPreview> {
  const ids = given.split(",").filter((id) => id !== "");
  if (ids.length > mostPreviewed) {
    const message = `At most ${mostPreviewed} outputs at once.`;
    throw invalid([{ path: "/outputs", message }]);
  }
  const found = new Map((await findOutputs(db, actor, ids.filter(isId))).map((row) => [row.id, row]));
  const versionIds = [...found.values()].map(({ versionId }) => versionId);
  const lengths = await readRunLengths(db, versionIds);
  const items: ReseedPreview["items"] = [];
  for (const id of ids) {
    const output = found.get(id);
    const refusal =
      output === undefined ? notFound("output").message : await refusalOfReseed(db, actor, output);
    const length = (output && lengths.get(output.versionId)) ?? unmeasured;
    items.push({ id, refusal, ...length });
  }
  return { items, nextCursor: null };
}

async function refusalOfReseed(db: Db, actor: Actor, output: OutputRow): Promise<string | null> {
  if (!may(actor, "output.reseed", output.projectId)) return "Your role here does not re-seed pictures.";
  if (output.reviewers > 1 && !may(actor, "output.decide", output.projectId)) {
    return "Several reviewers decide this picture together, and a re-seed is one of their verdicts.";
  }
  const said = { verdict: "reseeded", hasReason: true, note: null } as const;
  const policy = policyRefusalOf(presentOutput(output), said, actor);
  if (policy !== null) return policy.message;
  const state = stateOfReplaced(output, replacedBy(actor, output));
  return (
    refusalOf({ ...output, state }, "reseeded") ??
    brokenBecause(await findVersionRunnable(db, output.versionId))
  );
}

function brokenBecause(found: Runnable): string | null {
  switch (found.kind) {
    case "published":
      return null;
    case "unknown":
      return `There is no workflow "${found.name}" any more.`;
    case "broken": {
      const why = found.problems[0]?.message ?? "It has no published version.";
      return `The workflow "${found.name}" cannot run until its files are repaired. ${why}`;
    }
  }
}

/** Why another version would not take the params as they are; null when it would. */
async function refusalOfParams(
  db: Db,
  { projectId }: OutputRow,
  { contract }: LoadedVersion,
  params: CheckedParams,
): Promise<string | null> {
  const assetsKnown = await readUsableAssets(db, projectId, contract, params);
  const check = validateParams(contract, withOnePicture(contract, params), { assetsKnown });
  if (check.ok) return null;
  const [first, ...others] = check.errors;
  return `${first?.message ?? "Its params do not fit."}${others.length > 0 ? ` And ${others.length} more.` : ""}`;
}

function named({ hash, number }: LoadedVersion) {
  return { version: shortHash(hash), number };
}

function parameter(property: ContractProperty, params: CheckedParams): ReseedOptions["parameters"][number] {
  const { name, title, type, choices, bounds, step, unit } = property;
  const value = params[name];
  return {
    name,
    title,
    type,
    value: value === undefined ? "" : String(value),
    choices: choices?.map((choice) => ({ value: String(choice.value), label: choice.label })) ?? null,
    minimum: plain(bounds.minimum),
    maximum: plain(bounds.maximum),
    step: step ?? bounds.multipleOf ?? null,
    unit,
  };
}

function plain(limit: number | string | undefined): number | null {
  return typeof limit === "number" ? limit : null;
}
