import { inspectInviteEndpoint } from "#lib/account/account-api";
import { inspectInvite } from "#lib/account/read-invites";
import { reads } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const POST = reads(context, inspectInviteEndpoint, ({ db, body, now }) =>
  inspectInvite(db, body.token, now),
);
