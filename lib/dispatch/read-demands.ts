import type { Db } from "#lib/db/client";
import { readQueuedVersions } from "./claim-store.ts";
import type { Choices, Demand } from "./demand.ts";
import type { Dispatch } from "./dispatch.ts";
import { choosingParams, readUsable } from "./find-fits.ts";

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
  return demands;
}

async function readChoices(db: Db, versionId: string, names: readonly string[]): Promise<Choices[]> {
  const rows = await db.$queryRaw<{ choices: Choices }[]>`
    SELECT DISTINCT (SELECT jsonb_object_agg(name, run.params -> name) FROM unnest(${[...names]}::text[]) name) AS choices
    FROM run WHERE status = 'queued' AND version_id = ${versionId}::uuid`;
  return rows.map(({ choices }) => choices);
}
