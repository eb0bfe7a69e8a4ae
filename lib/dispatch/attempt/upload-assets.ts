import { buffer } from "node:stream/consumers";
import type { CheckedParams, Contract } from "#lib/contract/contract";
import { readAssetsForFill } from "#lib/output/read-assets";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { ServerLink } from "#lib/dispatch/server/server-link";
import { Unsubmittable } from "./unsubmittable.ts";

const extensions: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

/**
 * Makes sure the server has the pictures the params name; answers asset id -> the name LoadImage knows it by. Equal
 * pictures are sent to a server once.
 */
export async function uploadAssets(
  dispatch: Dispatch,
  link: ServerLink,
  contract: Contract,
  params: CheckedParams,
): Promise<Map<string, string>> {
  const wanted = contract.properties
    .filter(({ isAsset, name }) => isAsset && params[name] !== undefined)
    .map(({ name }) => String(params[name]));
  const names = new Map<string, string>();
  if (wanted.length === 0) return names;
  const assets = await readAssetsForFill(dispatch.db, [...new Set(wanted)]);
  for (const id of wanted) {
    const asset = assets.get(id);
    const file = asset ? await dispatch.files.open(asset.sha256, "original") : null;
    if (!asset || !file) {
      throw new Unsubmittable(
        "A picture it starts from is no longer in the store. Edit and run it with the picture uploaded again.",
      );
    }
    const bytes = await buffer(file.stream());
    names.set(id, await link.client.uploadImage(bytes, extensions[asset.mime] ?? "png"));
  }
  return names;
}
