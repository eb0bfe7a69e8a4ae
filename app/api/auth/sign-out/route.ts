import { signOutEndpoint } from "#lib/account/account-api";
import { signOut } from "#lib/account/sign-out";
import { setsCookies } from "#lib/http/handle";
import { context } from "../../../context.ts";

export const POST = setsCookies(context, signOutEndpoint, async ({ db, actor, body, request }) => {
  const { auth } = context();
  const { everywhere } = body;
  const cookies = await signOut({ db, auth }, actor, { headers: request.headers, everywhere });
  return { answer: { signedOut: true as const }, cookies };
});
