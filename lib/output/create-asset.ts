import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import type { AssetView } from "./asset-schema.ts";
import { saveAsset } from "./asset-store.ts";
import { readAsset } from "./read-assets.ts";
import type { ReceivedAsset } from "./receive-asset.ts";

/** Gives a received upload its place in the project and answers with the asset. */
export async function createAsset(
  tx: Tx,
  actor: Actor,
  received: ReceivedAsset,
  now: Date,
): Promise<AssetView> {
  authorise(actor, "asset.create", received.projectId);
  const id = await saveAsset(tx, actor, received, now);
  return readAsset(tx, actor, id);
}
