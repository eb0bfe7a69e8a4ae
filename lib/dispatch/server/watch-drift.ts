import type { LoadedVersion } from "#lib/workflow/read-version";
import type { Waiting } from "#lib/run/run-schema";
import type { Drift } from "#lib/workflow/workflow-schema";
import { readPublished, saveDrift } from "#lib/workflow/drift-store";
import type { Choices } from "#lib/dispatch/queue/demand";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { explainMissing } from "#lib/dispatch/queue/explain-missing";
import { candidatesFor, choosingParams, readUsable } from "#lib/dispatch/queue/find-fits";
import { readDrained } from "#lib/dispatch/queue/waiting-store";

/**
 * Compares what published workflows name with what the servers say they have, so that the form tells of it before
 * anybody submits. While no server can be asked, what was known stays.
 */
export async function watchDrift(dispatch: Dispatch): Promise<void> {
  const links = dispatch.links.all();
  if (links.some(({ state }) => state.health === "unknown")) return;
  const drained = await readDrained(dispatch.db);
  for (const workflow of await readPublished(dispatch.db)) {
    const version = await readUsable(dispatch, workflow.versionId);
    if (version === null) continue;
    const candidates = candidatesFor(links, drained, version, defaultChoices(version, dispatch));
    const found = explainMissing(candidates, version.contract.pool);
    if (found !== null && !isMissing(found)) continue;
    if ((found?.message ?? null) === (workflow.drift?.message ?? null)) continue;
    const since = new Date().toISOString();
    await saveDrift(dispatch.db, workflow, found === null ? null : { ...found, since });
  }
}

/** Something is not there, rather than no server to ask. */
function isMissing(waiting: Waiting): waiting is Waiting & Pick<Drift, "code"> {
  return waiting.code === "missing_node" || waiting.code === "missing_model";
}

/** What a form that nobody has touched would pick. */
function defaultChoices(version: LoadedVersion, dispatch: Dispatch): Choices {
  const names = new Set(choosingParams(version, dispatch.links.all()));
  return Object.fromEntries(
    version.contract.properties
      .filter(({ name }) => names.has(name))
      .map(({ name, default: value }) => [name, typeof value === "string" ? value : null]),
  );
}
