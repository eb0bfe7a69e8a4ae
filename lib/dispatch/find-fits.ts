import { readVersion, type LoadedVersion } from "#lib/workflow/read-version";
import type { Fit } from "./claim-store.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Candidate } from "./explain-missing.ts";
import { findMissingParts, type MissingPart } from "./missing-parts.ts";
import type { ServerLink } from "./server-link.ts";

/** Answers per version and node list; both are immutable, so an answer stays true as long as they live. */
const compared = new WeakMap<object, WeakMap<LoadedVersion, MissingPart[]>>();

/** What `link` lacks for `version`; null while its node list is not known. */
export function missingOn(link: ServerLink, version: LoadedVersion): readonly MissingPart[] | null {
  const info = link.objectInfo?.info;
  if (info === undefined) return null;
  const answers = compared.get(info) ?? new WeakMap<LoadedVersion, MissingPart[]>();
  compared.set(info, answers);
  const known = answers.get(version) ?? findMissingParts(version.graph, version.contract, info);
  answers.set(version, known);
  return known;
}

/** Which of these versions can run on which of these servers. Whether a slot is free is for the claim to say. */
export async function findFits(
  dispatch: Dispatch,
  versionIds: readonly string[],
  links: readonly ServerLink[],
): Promise<Fit[]> {
  if (links.length === 0) return [];
  const fits: Fit[] = [];
  for (const versionId of versionIds) {
    const version = await readUsable(dispatch, versionId);
    if (version === null) continue;
    for (const link of links) {
      const { pool } = version.contract;
      if (pool !== null && pool !== link.row.pool) continue;
      if (missingOn(link, version)?.length === 0) fits.push({ versionId, serverId: link.row.id });
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

/** Every configured server as seen by runs of `version`. */
export function candidatesFor(
  links: readonly ServerLink[],
  drained: ReadonlySet<string>,
  version: LoadedVersion,
): Candidate[] {
  return links.map((link) => ({
    name: link.row.name,
    pool: link.row.pool,
    ...link.state,
    isDrained: drained.has(link.row.id),
    missing: missingOn(link, version),
  }));
}
