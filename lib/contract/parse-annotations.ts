import { type BatchRule, mostReviewers, reasonPolicies, type ReviewRules } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import {
  type KeywordSource,
  type KnownParams,
  readList,
  readNumber,
  readObject,
  readText,
} from "./keyword-source.ts";

export type Annotations = {
  readonly outputs: readonly string[] | null;
  readonly pool: string | null;
  readonly batch: BatchRule | null;
  readonly review: ReviewRules;
  readonly cost: number;
};

/** Reads what the root says about the whole workflow: `x-outputs`, `x-pool`, `x-batch`, `x-review`, `x-cost`. */
export function parseAnnotations(source: KeywordSource, properties: KnownParams): Annotations {
  return {
    outputs: parseOutputs(source),
    pool: parsePool(source),
    batch: parseBatch(source, properties),
    review: parseReview(source),
    cost: parseCost(source),
  };
}

function parseOutputs(source: KeywordSource): string[] | null {
  const given = readList(source, "x-outputs");
  if (given === undefined) return null;
  if (given.length === 0)
    source.complain("/x-outputs", "x-outputs names no node; leave it out to take every one.");
  return given.flatMap((id, index) => {
    if (typeof id === "string" && given.indexOf(id) === index) return [id];
    source.complain(pointerTo("x-outputs", index), "x-outputs lists node ids as text, each once.");
    return [];
  });
}

function parsePool(source: KeywordSource): string | null {
  const pool = readText(source, "x-pool");
  if (pool === undefined) return null;
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(pool)) return pool;
  source.complain("/x-pool", "A pool's name is lower-case letters, digits and dashes.");
  return null;
}

function parseCost(source: KeywordSource): number {
  const cost = readNumber(source, "x-cost");
  if (cost === undefined) return 1;
  if (typeof cost === "number" && cost > 0 && cost <= 10_000) return cost;
  source.complain("/x-cost", "x-cost must be a number above 0, at most 10000.");
  return 1;
}

/** `{ "reason"?: "optional" | "required" | "note", "reviewers"?: 1 to 5, "blind"?: true }`: what verdicts are asked for. */
function parseReview(source: KeywordSource): ReviewRules {
  const plain: ReviewRules = { reason: "optional", reviewers: 1, isBlind: false };
  const review = readObject(source, "x-review");
  if (review === undefined) return plain;
  const complain = (key: string, message: string) => source.complain(pointerTo("x-review", key), message);
  const { reason = plain.reason, reviewers = plain.reviewers, blind = plain.isBlind, ...rest } = review;
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) complain(extra, "x-review holds reason, reviewers and blind, and nothing else.");
  if (Object.keys(review).length === 0) complain("reason", "x-review says nothing; leave it out.");
  const known = reasonPolicies.find((policy) => policy === reason);
  if (known === undefined) {
    const words = '"optional", "required" (a reason of the project, or a note) or "note" (always a note)';
    complain("reason", `reason is ${words}.`);
  }
  const isCount = typeof reviewers === "number" && Number.isInteger(reviewers);
  const count = isCount && reviewers >= 1 && reviewers <= mostReviewers ? reviewers : undefined;
  if (count === undefined) complain("reviewers", `reviewers is a whole number from 1 to ${mostReviewers}.`);
  if (typeof blind !== "boolean") complain("blind", "blind is true or false.");
  else if (blind && count === 1) {
    complain("blind", "A blind review takes several: set reviewers to 2 or more, or leave blind out.");
  }
  return { reason: known ?? plain.reason, reviewers: count ?? plain.reviewers, isBlind: blind === true };
}

/** `{ "property": "<integer param>", "max": <whole number> }`: many pictures from one run of the graph. */
function parseBatch(source: KeywordSource, properties: KnownParams): BatchRule | null {
  const batch = readObject(source, "x-batch");
  if (batch === undefined) return null;
  const { property, max, ...rest } = batch;
  const complain = (key: string, message: string): null => {
    source.complain(pointerTo("x-batch", key), message);
    return null;
  };
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) return complain(extra, "x-batch holds exactly property and max.");
  const target = typeof property === "string" ? properties.get(property) : undefined;
  if (target === undefined && typeof property === "string" && properties.has(property)) return null;
  if (target?.type !== "integer" || target.isWide)
    return complain("property", "x-batch needs an integer param.");
  if (typeof max !== "number" || !Number.isSafeInteger(max) || max < 1) {
    return complain("max", "max must be a whole number from 1.");
  }
  const { minimum, maximum } = target.bounds;
  if (minimum !== 1) return complain("property", `${target.name} needs minimum 1 to count pictures.`);
  if (target.required) return complain("property", `${target.name} must not be required: count sets it.`);
  if (maximum !== undefined && max > Number(maximum)) {
    return complain("max", `max is greater than the maximum of ${target.name}.`);
  }
  return { property: target.name, max };
}
