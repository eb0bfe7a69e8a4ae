import type { ObjectInfo } from "#lib/comfyui/protocol-schema";
import { readVersion, type LoadedVersion } from "#lib/workflow/read-version";
import type { Fit } from "./claim-store.ts";
import type { Choices, Demand } from "./demand.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { Candidate } from "./explain-missing.ts";
import {
  findChoosingParams,
  findMissingChoices,
  findMissingParts,
  type MissingPart,
} from "./missing-parts.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";

type Compared = { parts: MissingPart[]; choosing: string[]; byChoices: Map<string, MissingPart[]> };

/** Answers per node list and version; both are immutable, so an answer stays true as long as they live. */
const compared = new WeakMap<object, WeakMap<LoadedVersion, Compared>>();

/** A param that takes any text can be filled in without end. */
const mostRemembered = 200;

function compare(info: ObjectInfo, version: LoadedVersion): Compared {
  const answers = compared.get(info) ?? new WeakMap<LoadedVersion, Compared>();
  compared.set(info, answers);
  const { graph, contract } = version;
  const known = answers.get(version) ?? {
    parts: findMissingParts(graph, contract, info),
    choosing: findChoosingParams(graph, contract, info),
    byChoices: new Map(),
  };
  answers.set(version, known);
  return known;
}

/** What `link` lacks for runs of `version` that made these choices; null while its node list is not known. */
export function missingOn(
  link: ServerLink,
  version: LoadedVersion,
  choices: Choices,
): readonly MissingPart[] | null {
  const info = link.objectInfo?.info;
  if (info === undefined) return null;
  const { parts, byChoices } = compare(info, version);
  const key = JSON.stringify(choices);
  const chosen = byChoices.get(key) ?? findMissingChoices(version.graph, version.contract, info, choices);
  if (byChoices.size < mostRemembered) byChoices.set(key, chosen);
  return chosen.length === 0 ? parts : [...parts, ...chosen];
}

/** Params of `version` that may pick something one of these servers lacks. */
export function choosingParams(version: LoadedVersion, links: readonly ServerLink[]): string[] {
  const names = links.flatMap(({ objectInfo }) =>
    objectInfo === null ? [] : compare(objectInfo.info, version).choosing,
  );
  return [...new Set(names)];
}

/** What of the demand can be met by which of these servers. Whether a slot is free is for the claim to say. */
export async function findFits(
  dispatch: Dispatch,
  demands: readonly Demand[],
  links: readonly ServerLink[],
): Promise<Fit[]> {
  if (links.length === 0) return [];
  const fits: Fit[] = [];
  for (const { versionId, choices } of demands) {
    const version = await readUsable(dispatch, versionId);
    if (version === null) continue;
    for (const link of links) {
      const { pool } = version.contract;
      if (pool !== null && pool !== link.row.pool) continue;
      if (missingOn(link, version, choices)?.length !== 0) continue;
      fits.push({ versionId, serverId: link.row.id, choices });
    }
  }
  return fits;
}

/** The version, or null when this release cannot read it: its runs are left to a worker that can. */
export async function readUsable(dispatch: Dispatch, versionId: string): Promise<LoadedVersion | null> {
  try {
    return await readVersion(dispatch.db, versionId);
  } catch (error) {
    dispatch.log.warn({ err: error, version: versionId }, "a version in the queue cannot be read");
    return null;
  }
}

/** Every configured server as seen by runs of `version` that made these choices. */
export function candidatesFor(
  links: readonly ServerLink[],
  drained: ReadonlySet<string>,
  version: LoadedVersion,
  choices: Choices,
): Candidate[] {
  return links.map((link) => ({
    name: link.row.name,
    pool: link.row.pool,
    ...link.state,
    isDrained: drained.has(link.row.id),
    missing: missingOn(link, version, choices),
  }));
}
