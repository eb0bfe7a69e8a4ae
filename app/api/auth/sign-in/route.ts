import { signInEndpoint } from "#lib/account/account-api";
import { signIn } from "#lib/account/sign-in";
import { setsCookies } from "#lib/http/handle";
import { context } from "../../../context.ts";

export const POST = setsCookies(context, signInEndpoint, async ({ db, body, request, now }) => {
  const { auth } = context();
  const { me, cookies } = await signIn({ db, auth }, body, { headers: request.headers, now });
  return { answer: me, cookies };
});
