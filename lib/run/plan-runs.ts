import type { CheckedParams, Contract } from "#lib/contract/contract";
import { seedBounds } from "#lib/contract/seed";
import { splitBatch } from "#lib/contract/split-batch";
import { validateParams } from "#lib/contract/validate-params";
import { type FieldError, invalid } from "#lib/errors";
import { drawRunSeed } from "./draw-run-seed.ts";
import type { CreateRun } from "./run-schema.ts";

/**
 * The params of each run that a request asks for. Where the contract batches (`x-batch`), `count` pictures come from
 * as few runs as it allows, each with one seed for its whole batch; elsewhere each run makes one with a seed of its
 * own. Throws 422 with every wrong param as `/params/<name>`.
 */
export function planRuns(
  contract: Contract,
  { params: given, count }: Pick<CreateRun, "params" | "count">,
  assetsKnown: ReadonlySet<string>,
): CheckedParams[] {
  const errors = countErrors(contract, given, count);
  const planned: CheckedParams[] = [];
  for (const size of batchSizes(contract, given, count)) {
    const check = validateParams(
      contract,
      { ...given, ...size, ...drawSeed(contract, given) },
      { assetsKnown },
    );
    if (check.ok) planned.push(check.params);
    else return refuse([...errors, ...check.errors.map((error) => aboutCount(contract, size, error))]);
  }
  return errors.length > 0 ? refuse(errors) : planned;
}

/** The params with another seed; unchanged where the contract has none. */
export function withFreshSeed(contract: Contract, params: CheckedParams): CheckedParams {
  return { ...params, ...drawSeed(contract, {}) };
}

/** The params for a single picture, where the contract could make several at once. */
export function withOnePicture({ batch }: Contract, params: CheckedParams): CheckedParams {
  return batch === null ? params : { ...params, [batch.property]: 1 };
}

type Given = CreateRun["params"];

/** A run's own share of the params: how many pictures it makes. Empty where that is no matter of count. */
function batchSizes({ batch }: Contract, given: Given, count: number): Record<string, number>[] {
  if (batch === null || given[batch.property] !== undefined) return Array.from({ length: count }, () => ({}));
  return splitBatch(count, batch.max).map((size) => ({ [batch.property]: size }));
}

/** A fresh seed, unless one is given or there is nothing to seed. */
function drawSeed(contract: Contract, given: Given): Record<string, string> {
  const { seedProperty } = contract;
  const bounds = seedBounds(contract);
  if (seedProperty === null || bounds === null || given[seedProperty] !== undefined) return {};
  return { [seedProperty]: drawRunSeed(bounds) };
}

/** What cannot be had of one seed: several runs with it would make the same pictures again. */
function countErrors({ seedProperty, batch }: Contract, given: Given, count: number): FieldError[] {
  const errors: FieldError[] = [];
  if (batch !== null && given[batch.property] !== undefined && count > 1) {
    const why = `${batch.property} and count say the same thing: give one of them.`;
    return [
      { path: `/params/${batch.property}`, message: why },
      { path: "/count", message: why },
    ];
  }
  const most = batch?.max ?? 1;
  if (count <= most) return [];
  if (seedProperty === null) {
    const why =
      most === 1
        ? "This workflow has no seed: every run of it makes the same picture, so count must be 1."
        : `This workflow has no seed: every run of it makes the same pictures, so count can be ${most} at most.`;
    errors.push({ path: "/count", message: why });
  } else if (given[seedProperty] !== undefined) {
    const why =
      most === 1
        ? `One seed makes one picture: with a seed given, count must be 1. Leave the seed out to draw ${count} of them.`
        : `One seed makes one batch: with a seed given, count can be ${most} at most. Leave the seed out to draw several.`;
    errors.push({ path: `/params/${seedProperty}`, message: why }, { path: "/count", message: why });
  }
  return errors;
}

/** Nobody set the batch size by name, so what is wrong with it is wrong with the count. */
function aboutCount({ batch }: Contract, size: Record<string, number>, error: FieldError): FieldError {
  const isOurs = batch !== null && size[batch.property] !== undefined;
  return isOurs && error.path === `/params/${batch.property}` ? { ...error, path: "/count" } : error;
}

function refuse(errors: FieldError[]): never {
  throw invalid(errors);
}
