import type { CheckedParams, Contract, ContractProperty, Scalar } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import { seedBounds } from "#lib/contract/seed";
import { validateParams } from "#lib/contract/validate-params";
import { AppError, type FieldError, invalid } from "#lib/errors";
import { withFreshSeed, withOnePicture } from "./plan-runs.ts";

export type SeedPlan =
  | { choice: "random" }
  | { choice: "fixed"; seed: string }
  | { choice: "original"; plus: number };

/** What the children of an output keep of it. */
export type Grain =
  | { grain: "everything"; seed: SeedPlan }
  | { grain: "parameter"; name: string; values: readonly unknown[] }
  | { grain: "prompts" }
  | { grain: "edits"; params: { readonly [name: string]: unknown } }
  | { grain: "unchanged" | "afresh" };

type Parent = { params: CheckedParams; seed: string | null };

/**
 * The params of each child run: one picture each, as the child of one picture of a batch is that picture's and not the
 * batch's. Fresh seeds are unlike the parent's and each other. Throws 409 where there is no seed to change, 422 with
 * every wrong value at its place in the request.
 */
export function planChildren(
  contract: Contract,
  parent: Parent,
  grain: Grain,
  count: number,
  assetsKnown: ReadonlySet<string>,
): CheckedParams[] {
  const same = withOnePicture(contract, parent.params);
  const check = (given: object, at = "/vary/params"): CheckedParams =>
    checkParams(contract, given, assetsKnown, at);
  switch (grain.grain) {
    case "everything":
      return withSeeds(contract, check(same), parent.seed, grain.seed, count);
    case "prompts": {
      const texts = promptsOf(contract).flatMap(({ name }) =>
        same[name] === undefined ? [] : [[name, same[name]] as const],
      );
      const kept = check(withOnePicture(contract, Object.fromEntries(texts) as CheckedParams));
      return withSeeds(contract, kept, parent.seed, { choice: "random" }, count);
    }
    case "parameter":
      refuseCount(count, "Each value is a run of its own: leave the count out.");
      return withValues(contract, same, grain, check);
    case "edits": {
      const edited = check(withOnePicture(contract, grain.params as CheckedParams));
      const hasSeed = contract.seedProperty !== null && edited[contract.seedProperty] !== undefined;
      if (hasSeed || contract.seedProperty === null) {
        refuseCount(count, "One seed makes one picture: leave the seed out to make several.");
        return [edited];
      }
      return withSeeds(contract, edited, parent.seed, { choice: "random" }, count);
    }
    case "unchanged":
    case "afresh":
      refuseCount(count, "Nothing changes, so one run shows it all.");
      return [check(same)];
  }
}

/** The texts that say what is to be seen: free text, neither a choice nor an uploaded file. */
export function promptsOf(contract: Contract): ContractProperty[] {
  return contract.properties.filter(
    ({ type, choices, isAsset, isWide, format }) =>
      type === "string" && choices === null && !isAsset && !isWide && format === undefined,
  );
}

function withSeeds(
  contract: Contract,
  params: CheckedParams,
  original: string | null,
  choice: SeedPlan,
  count: number,
): CheckedParams[] {
  const name = contract.seedProperty;
  if (name === null) {
    throw new AppError(
      "conflict",
      `The workflow "${contract.title}" has no seed to change; every run of it makes the same picture.`,
    );
  }
  if (choice.choice === "random") return withRandomSeeds(contract, params, name, original, count);
  if (choice.choice === "fixed")
    refuseCount(count, "One seed makes one picture: with a seed given, count is 1.");
  if (choice.choice === "original" && original === null) {
    throw invalid([{ path: "/vary/seed", message: "This output has no seed to count on from." }]);
  }
  const property = findProperty(contract, name);
  return Array.from({ length: count }, (_, index) => {
    const seed =
      choice.choice === "fixed"
        ? BigInt(choice.seed)
        : BigInt(original ?? 0) + BigInt(choice.plus) + BigInt(index);
    requireInBounds(contract, seed);
    return { ...params, [name]: property?.isWide === true ? seed.toString() : Number(seed) } as CheckedParams;
  });
}

function withRandomSeeds(
  contract: Contract,
  params: CheckedParams,
  name: string,
  original: string | null,
  count: number,
): CheckedParams[] {
  const used = new Set([original]);
  return Array.from({ length: count }, () => {
    let drawn = withFreshSeed(contract, params);
    // Where the bounds leave no other, the last one drawn has to do.
    for (let tries = 0; tries < 20 && used.has(String(drawn[name])); tries += 1) {
      drawn = withFreshSeed(contract, params);
    }
    used.add(String(drawn[name]));
    return drawn;
  });
}

function requireInBounds(contract: Contract, seed: bigint): void {
  const bounds = seedBounds(contract);
  if (bounds === null || (seed >= BigInt(bounds.minimum) && seed <= BigInt(bounds.maximum))) return;
  const message = `The seed ${seed} is outside ${bounds.minimum} to ${bounds.maximum}.`;
  throw invalid([{ path: "/vary/seed", message }]);
}

function withValues(
  contract: Contract,
  same: CheckedParams,
  { name, values }: Extract<Grain, { grain: "parameter" }>,
  check: (given: object, at: string) => CheckedParams,
): CheckedParams[] {
  const property = findProperty(contract, name);
  if (property === undefined || name === contract.batch?.property) {
    throw invalid([{ path: "/vary/name", message: `This workflow has no parameter "${name}" to vary.` }]);
  }
  if (name === contract.seedProperty) {
    throw invalid([
      { path: "/vary/name", message: "To vary the seed, keep everything and choose the seeds." },
    ]);
  }
  const errors: FieldError[] = [];
  const seen = new Map<Scalar | undefined, number>();
  const planned = values.flatMap((value, index): CheckedParams[] => {
    const path = `/vary/values/${index}`;
    try {
      const params = check({ ...same, [name]: value }, path);
      const twin = seen.get(params[name]);
      if (twin !== undefined)
        errors.push({ path, message: `This value stands at place ${twin + 1} already.` });
      seen.set(params[name], index);
      return [params];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors.push(...(error.details.fields ?? []).map(({ message }) => ({ path, message })));
      return [];
    }
  });
  if (errors.length > 0) throw invalid(errors);
  return planned;
}

function checkParams(
  contract: Contract,
  given: object,
  assetsKnown: ReadonlySet<string>,
  at: string,
): CheckedParams {
  const check = validateParams(contract, given, { assetsKnown });
  if (check.ok) return check.params;
  throw invalid(check.errors.map(({ path, message }) => ({ path: path.replace("/params", at), message })));
}

function refuseCount(count: number, message: string): void {
  if (count > 1) throw invalid([{ path: "/count", message }]);
}
