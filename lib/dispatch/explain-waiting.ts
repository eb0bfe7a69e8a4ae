import { inTransaction } from "#lib/db/transaction";
import type { Waiting } from "#lib/run/run-schema";
import { setWaiting } from "#lib/run/run-store";
import { readQueuedVersions } from "./claim-store.ts";
import type { Dispatch } from "./dispatch.ts";
import { explainMissing } from "./explain-missing.ts";
import { candidatesFor, missingOn, readUsable } from "./find-fits.ts";
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
    for (const link of links) if ((missingOn(link, version)?.length ?? 0) > 0) link.isWanting = true;
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
