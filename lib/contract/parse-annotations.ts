import { type BatchRule, reasonPolicies, type ReasonPolicy } from "./contract.ts";
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
  readonly reasonPolicy: ReasonPolicy;
  readonly cost: number;
};

/** Reads what the root says about the whole workflow: `x-outputs`, `x-pool`, `x-batch`, `x-review`, `x-cost`. */
export function parseAnnotations(source: KeywordSource, properties: KnownParams): Annotations {
  return {
    outputs: parseOutputs(source),
    pool: parsePool(source),
    batch: parseBatch(source, properties),
    reasonPolicy: parseReview(source),
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

/** `{ "reason": "optional" | "required" | "note" }`: what a rejection has to say. */
function parseReview(source: KeywordSource): ReasonPolicy {
  const review = readObject(source, "x-review");
  if (review === undefined) return "optional";
  const { reason, ...rest } = review;
  const extra = Object.keys(rest)[0];
  if (extra !== undefined)
    source.complain(pointerTo("x-review", extra), "x-review holds reason and nothing else.");
  const policy = reasonPolicies.find((known) => known === reason);
  if (policy !== undefined) return policy;
  source.complain(
    pointerTo("x-review", "reason"),
    'reason is "optional", "required" (a reason of the project, or a note) or "note" (always a note).',
  );
  return "optional";
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
