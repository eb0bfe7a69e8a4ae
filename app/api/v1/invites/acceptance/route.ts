import { acceptInvite } from "#lib/account/accept-invite";
import { acceptInviteEndpoint } from "#lib/account/account-api";
import { nobody } from "#lib/account/actor";
import { setsCookies } from "#lib/http/handle";
import { context } from "../../../../context.ts";

export const POST = setsCookies(context, acceptInviteEndpoint, async ({ db, actor, body, request, now }) => {
  const { auth } = context();
  const viewer = actor === nobody ? null : actor;
  const { me, cookies } = await acceptInvite({ db, auth }, viewer, body, { headers: request.headers, now });
  return { answer: me, cookies };
});
