import { revokeInviteEndpoint } from "#lib/account/account-api";
import { revokeInvite } from "#lib/account/revoke-invite";
import { changes } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const DELETE = changes(context, revokeInviteEndpoint, ({ tx, actor, path, now }) =>
  revokeInvite(tx, actor, { id: path["id"] ?? "", now }),
);
