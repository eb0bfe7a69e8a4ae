import { revokeKeyEndpoint } from "#lib/account/account-api";
import { revokeKey } from "#lib/account/revoke-key";
import { changes } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const DELETE = changes(context, revokeKeyEndpoint, ({ tx, actor, path, now }) =>
  revokeKey(tx, actor, { id: path["id"] ?? "", now }),
);
