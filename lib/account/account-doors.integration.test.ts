import pino from "pino";
import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import type { Endpoint } from "#lib/http/endpoint";
import { changes, setsCookies, type HandleContext } from "#lib/http/handle";
import { createKeyEndpoint, signInEndpoint } from "./account-api.ts";
import { createKey } from "./create-key.ts";
import { signIn } from "./sign-in.ts";
import { cookieHeaders, openAccountDesk, password } from "./testing/account-desk.ts";

const database = useTestDatabase();

/** The doors as the web process hangs them, on a context of their own. */
function hangDoors() {
  const { db } = database;
  const desk = openAccountDesk(db);
  const context = (): HandleContext => ({
    db,
    log: pino({ level: "silent" }),
    resolveActor: (request) => desk.resolveActor(request),
  });
  const parts = { db, auth: desk.auth };
  return {
    desk,
    signIn: setsCookies(context, signInEndpoint, async ({ body, request, now }) => {
      const { me, cookies } = await signIn(parts, body, { headers: request.headers, now });
      return { answer: me, cookies };
    }),
    createKey: changes(context, createKeyEndpoint, ({ tx, actor, body, now }) =>
      createKey(tx, actor, body, now),
    ),
  };
}

function post(endpoint: Endpoint, body: object, headers: Record<string, string> = {}) {
  const request = new Request(`http://proofs.test${endpoint.path}`, {
    method: "POST",
    headers: { host: "proofs.test", "x-forwarded-for": "192.0.2.50", ...headers },
    body: JSON.stringify(body),
  });
  return [request, { params: Promise.resolve({}) }] as const;
}

test("signing in sets the session cookie and answers who one is, without secrets", async () => {
  const doors = hangDoors();
  const { email } = await doors.desk.join("viewer");
  const answer = await doors.signIn(...post(signInEndpoint, { email, password }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ kind: "person", email, projects: [{ role: "viewer" }] });
  const headers = cookieHeaders(answer.headers.getSetCookie());
  expect(await doors.desk.resolveActor({ headers })).not.toBeNull();
});

test("the sixth wrong try of a minute is 429 with Retry-After", async () => {
  const doors = hangDoors();
  const { email } = await doors.desk.join("viewer");
  const wrong = () => doors.signIn(...post(signInEndpoint, { email, password: "wrong" }));
  for (let n = 0; n < 5; n += 1) expect((await wrong()).status).toBe(401);
  const refused = await wrong();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect(await refused.json()).toMatchObject({ error: { code: "too_many", retryable: true } });
  expect(refused.headers.getSetCookie()).toEqual([]);
});

test.each([
  { origin: "https://elsewhere.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" },
  { "sec-fetch-site": "same-site", origin: "http://proofs.test:8080" },
])("another site cannot sign somebody in: %o", async (headers) => {
  const doors = hangDoors();
  const { email } = await doors.desk.join("viewer");
  const answer = await doors.signIn(...post(signInEndpoint, { email, password }, headers));
  expect(answer.status).toBe(403);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("a retried key creation gives the same key's name and end, but the key itself only once", async () => {
  const doors = hangDoors();
  const { headers } = await doors.desk.join("owner");
  const ask = () =>
    doors.createKey(
      ...post(
        createKeyEndpoint,
        { name: "nightly", role: "operator" },
        { cookie: headers.get("cookie") ?? "", "idempotency-key": "once" },
      ),
    );
  const [first, again] = [await ask(), await ask()];
  expect([first.status, again.status]).toEqual([201, 201]);
  const { key, ...shown } = await first.json();
  expect(key).toMatch(/^psk_/);
  expect(await again.json()).toEqual(shown);
  expect(JSON.stringify(await database.db.idempotency.findMany())).not.toContain(key);
});
