import type { CheckedParams, Contract } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import { type KeywordSource, readObject } from "./keyword-source.ts";
import { validateParams } from "./validate-params.ts";

/**
 * `x-warmup`: the params of a short run that has a server load what this workflow needs, judged like anybody's params.
 * Null when the author gave none. Uploaded files belong to one installation, so a warm-up has none.
 */
export function parseWarmup(source: KeywordSource, contract: Contract): CheckedParams | null {
  const given = readObject(source, "x-warmup");
  if (given === undefined) return null;
  for (const { name } of contract.properties.filter(({ isAsset }) => isAsset)) {
    if (!Object.hasOwn(given, name)) continue;
    source.complain(pointerTo("x-warmup", name), "A warm-up names no uploaded file; leave it out.");
    return null;
  }
  const check = validateParams(contract, given);
  if (check.ok) return check.params;
  for (const { path, message } of check.errors) {
    source.complain(path.replace("/params", "/x-warmup"), message);
  }
  return null;
}
