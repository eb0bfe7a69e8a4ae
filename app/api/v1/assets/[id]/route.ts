import { reads } from "#lib/http/handle";
import { readAssetEndpoint } from "#lib/output/asset-api";
import { readAsset } from "#lib/output/read-assets";
import { context } from "../../../../context.ts";

export const GET = reads(context, readAssetEndpoint, ({ db, actor, path }) =>
  readAsset(db, actor, path["id"] ?? ""),
);
