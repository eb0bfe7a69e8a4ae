import { receives } from "#lib/http/handle";
import { createAssetEndpoint } from "#lib/output/asset-api";
import { createAsset } from "#lib/output/create-asset";
import { receiveAsset } from "#lib/output/receive-asset";
import { context } from "../../../context.ts";

export const POST = receives(
  context,
  createAssetEndpoint,
  async ({ db, actor, request }) => {
    const received = await receiveAsset(db, context().files, actor, request);
    return { received, sameAs: { project: received.projectId, sha256: received.file.sha256 } };
  },
  ({ tx, actor, received, now }) => createAsset(tx, actor, received, now),
);
