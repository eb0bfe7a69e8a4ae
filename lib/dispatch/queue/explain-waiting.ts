import { inTransaction } from "#lib/db/transaction";
import type { Waiting } from "#lib/run/run-schema";
import { setWaiting } from "#lib/run/run-store";
import type { Demand } from "./demand.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import { explainMissing } from "./explain-missing.ts";
import { candidatesFor, missingOn, readUsable } from "./find-fits.ts";
import { readDrained, readRunsToTell } from "./waiting-store.ts";

/** Tells every queued run why it cannot start, or that nothing but its turn is missing. */
export async function explainWaiting(dispatch: Dispatch, demands: readonly Demand[]): Promise<void> {
  const links = dispatch.links.all();
  if (links.some(({ state }) => state.health === "unknown")) return;
  if (demands.length === 0) return;
  const drained = await readDrained(dispatch.db);
  for (const demand of demands) {
    const version = await readUsable(dispatch, demand.versionId);
    if (version === null) continue;
    const { choices } = demand;
    for (const link of links) if ((missingOn(link, version, choices)?.length ?? 0) > 0) link.isWanting = true;
    const reason = dispatch.isFull
      ? storageFull
      : explainMissing(candidatesFor(links, drained, version, choices), version.contract.pool);
    await tell(dispatch, demand, reason);
  }
}

const storageFull: Waiting = {
  code: "storage_full",
  message: "There is no space left for pictures. Free some space in DATA_DIR; the run starts by itself then.",
};

async function tell(dispatch: Dispatch, demand: Demand, reason: Waiting | null): Promise<void> {
  const runIds = await readRunsToTell(dispatch.db, demand, reason);
  if (runIds.length === 0) return;
  await inTransaction(dispatch.db, async (tx) => {
    for (const runId of runIds) await setWaiting(tx, runId, reason);
  });
}
