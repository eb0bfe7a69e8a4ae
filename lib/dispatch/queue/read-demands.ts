import type { Db } from "#lib/db/client";
import { readQueuedVersions } from "./claim-store.ts";
import type { Choices, Demand } from "./demand.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { choosingParams, readUsable } from "./find-fits.ts";

/** So many demands are remembered after the last run that made them has left the queue. */
const mostRecent = 50;

/** What the queue asks of servers right now: its versions, each once for every choice its runs made. */
export async function readDemands(dispatch: Dispatch): Promise<Demand[]> {
  const demands: Demand[] = [];
  for (const versionId of await readQueuedVersions(dispatch.db)) {
    const version = await readUsable(dispatch, versionId);
    if (version === null) continue;
    const names = choosingParams(version, dispatch.links.all());
    const choices = names.length === 0 ? [{}] : await readChoices(dispatch.db, versionId, names);
    demands.push(...choices.map((made) => ({ versionId, choices: made })));
  }
  const recent = new Map([...demands, ...dispatch.demands].map((demand) => [JSON.stringify(demand), demand]));
  dispatch.demands = [...recent.values()].slice(0, Math.max(mostRecent, demands.length));
  return demands;
}

/** What the queue asked for lately, without asking it. */
export async function recallDemands(dispatch: Dispatch): Promise<Demand[]> {
  const recalled: Demand[] = [];
  for (const demand of dispatch.demands) if (await isCurrent(dispatch, demand)) recalled.push(demand);
  return recalled;
}

/** Whether the demand still names every choice that matters: servers may have come to lack more since. */
async function isCurrent(dispatch: Dispatch, { versionId, choices }: Demand): Promise<boolean> {
  const version = await readUsable(dispatch, versionId);
  if (version === null) return false;
  const names = choosingParams(version, dispatch.links.all());
  return names.length === Object.keys(choices).length && names.every((name) => name in choices);
}

async function readChoices(db: Db, versionId: string, names: readonly string[]): Promise<Choices[]> {
  const rows = await db.$queryRaw<{ choices: Choices }[]>`
    SELECT DISTINCT (SELECT jsonb_object_agg(name, run.params -> name) FROM unnest(${[...names]}::text[]) name) AS choices
    FROM run WHERE status = 'queued' AND version_id = ${versionId}::uuid`;
  return rows.map(({ choices }) => choices);
}
