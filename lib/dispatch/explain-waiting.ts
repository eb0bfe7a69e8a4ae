import { inTransaction } from "#lib/db/transaction";
import type { Waiting } from "#lib/run/run-schema";
import { setWaiting } from "#lib/run/run-store";
import { readQueuedVersions } from "./claim-store.ts";
import type { Dispatch } from "./dispatch.ts";
import { explainMissing } from "./explain-missing.ts";
import { candidatesFor, missingOn, readUsable } from "./find-fits.ts";
import { refreshObjectInfo } from "./probe-server.ts";
import { readDrained, readRunsToTell } from "./waiting-store.ts";

/** Tells every queued run why it cannot start, or that nothing but its turn is missing. */
export async function explainWaiting(dispatch: Dispatch): Promise<void> {
  const links = dispatch.links.all();
  if (links.some(({ state }) => state.health === "unknown")) return;
  const versionIds = await readQueuedVersions(dispatch.db);
  if (versionIds.length === 0) return;
  const drained = await readDrained(dispatch.db);
  const isFull = !(await dispatch.files.hasSpace());
  for (const versionId of versionIds) {
    const version = await readUsable(dispatch, versionId);
    if (version === null) continue;
    await refreshStale(dispatch, versionId);
    const reason = isFull
      ? storageFull
      : explainMissing(candidatesFor(links, drained, version), version.contract.pool);
    await tell(dispatch, versionId, reason);
  }
}

const storageFull: Waiting = {
  code: "storage_full",
  message: "There is no space left for pictures. Free some space in DATA_DIR; the run starts by itself then.",
};

async function tell(dispatch: Dispatch, versionId: string, reason: Waiting | null): Promise<void> {
  const runIds = await readRunsToTell(dispatch.db, versionId, reason);
  if (runIds.length === 0) return;
  await inTransaction(dispatch.db, async (tx) => {
    for (const runId of runIds) await setWaiting(tx, runId, reason);
  });
}

/** Node lists grow old: people install what a waiting run lacks, so ask again sooner while one waits. */
async function refreshStale(dispatch: Dispatch, versionId: string): Promise<void> {
  const version = await readUsable(dispatch, versionId);
  if (version === null) return;
  for (const link of dispatch.links.all()) {
    if (link.objectInfo === null || link.state.health === "down") continue;
    const lacks = (missingOn(link, version)?.length ?? 0) > 0;
    const { objectInfoMissing, objectInfo } = dispatch.timings;
    if (performance.now() - link.objectInfo.readAtMs < (lacks ? objectInfoMissing : objectInfo)) continue;
    // A failure shows in the next probe; the old list serves until then.
    await refreshObjectInfo(link).catch(() => undefined);
  }
}
