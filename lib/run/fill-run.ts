import type { CheckedParams, Contract } from "#lib/contract/contract";
import { fillGraph } from "#lib/contract/fill-graph";
import { stringifyExactJson } from "#lib/json";
import type { LoadedVersion } from "#lib/workflow/read-version";

/** The filled graph as the text to post, or null where that takes a server: it names the pictures it is sent. */
export function fillForAnyServer(version: LoadedVersion, params: CheckedParams): string | null {
  return namesAssets(version.contract, params) ? null : fillRun(version, params, new Map());
}

/** The filled graph as the text to post; `assets` as in `fillGraph`. */
export function fillRun(
  { contract, graph }: LoadedVersion,
  params: CheckedParams,
  assets: ReadonlyMap<string, string>,
): string {
  return stringifyExactJson(fillGraph(contract, graph, params, assets));
}

function namesAssets({ properties }: Contract, params: CheckedParams): boolean {
  return properties.some(({ isAsset, name }) => isAsset && params[name] !== undefined);
}
