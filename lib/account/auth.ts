import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { isAPIError } from "better-auth/api";
import type { Db } from "#lib/db/client";
import type { Environment } from "#lib/env";
import { newId } from "#lib/ids";
import { readSessionPerson, type SessionPerson } from "./read-roles.ts";
import { readOrMakeSecret } from "./secret.ts";
import { readSessionToken } from "./session-cookie.ts";

export type Person = { id: string; name: string; email: string };

/** `cookies` are Set-Cookie header values for the answer. */
export type SignedIn = { person: Person; cookies: string[] };

/**
 * What the rest of the house knows about signing in. The library behind it is called as a library only: none of its
 * own routes is served, so there is no door that is not in our API description.
 */
export type Auth = {
  /** Whose session cookie this is, asked of the database each time; null when there is none that counts. */
  readSession(headers: Headers): Promise<SessionPerson | null>;
  /** Starts a session under a new id and ends the one the request came with; null when email or password is wrong. */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<SignedIn | null>;
  /** Whether email and password belong together, without starting a session. */
  checkPassword(credentials: { email: string; password: string }): Promise<Person | null>;
  /** Ends the request's session; returns the cookies that clear it. */
  signOut(headers: Headers): Promise<string[]>;
  hashPassword(password: string): Promise<string>;
};

/** Sessions end after this long whatever happens; each request asks the database, so ending one holds at once. */
const sessionSeconds = 30 * 24 * 60 * 60;

export const passwordLength = { min: 10, max: 200 } as const;

/** The account library behind our own interface, so that nothing else depends on it. */
export function createAuth({ db, env }: { db: Db; env: Environment }): Auth {
  const baseUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`;
  const library = betterAuth({
    appName: "Proofsheet",
    baseURL: baseUrl,
    secret: readOrMakeSecret(env),
    database: prismaAdapter(db, { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // The limit is ours (sign-in-limit-store): it counts per account as well, which the library's cannot.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: false,
      cookies: sessionCookies(new URL(baseUrl).protocol === "https:"),
    },
  });

  return {
    async readSession(headers) {
      const cookie = headers.get("cookie");
      if (cookie === null) return null;
      // Every request asks, and the library would ask three times.
      const { authCookies, secret } = await library.$context;
      const token = readSessionToken(cookie, authCookies.sessionToken.name, secret);
      return token === null ? null : readSessionPerson(db, token);
    },
    async signIn(credentials, headers) {
      const before = headers.has("cookie") ? await library.api.getSession({ headers }) : null;
      try {
        const answer = await library.api.signInEmail({ body: credentials, headers, returnHeaders: true });
        const context = await library.$context;
        if (before !== null) await context.internalAdapter.deleteSession(before.session.token);
        return { person: toPerson(answer.response.user), cookies: answer.headers.getSetCookie() };
      } catch (error) {
        if (isAPIError(error) && (error.statusCode === 401 || error.statusCode === 400)) return null;
        throw error;
      }
    },
    async checkPassword({ email, password }) {
      const { internalAdapter, password: passwords } = await library.$context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
      const hash = found?.accounts.find((account) => account.providerId === "credential")?.password;
      if (!found || !hash) return null;
      return (await passwords.verify({ hash, password })) ? toPerson(found.user) : null;
    },
    async signOut(headers) {
      const answer = await library.api.signOut({ headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
    async hashPassword(password) {
      const context = await library.$context;
      return context.password.hash(password);
    },
  };
}

/** Over https the name itself (`__Host-`) makes browsers refuse the cookie from any other host, path or scheme. */
function sessionCookies(secure: boolean) {
  const prefix = secure ? "__Host-" : "";
  const attributes = { secure, httpOnly: true, sameSite: "lax", path: "/" } as const;
  return {
    session_token: { name: `${prefix}proofsheet-session`, attributes },
    session_data: { name: `${prefix}proofsheet-session-data`, attributes },
    dont_remember: { name: `${prefix}proofsheet-brief-session`, attributes },
  };
}

function toPerson({ id, name, email }: Person): Person {
  return { id, name, email };
}
