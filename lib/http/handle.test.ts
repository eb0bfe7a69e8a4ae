import { expect, test } from "vitest";
import { z } from "zod";
import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { AppError } from "#lib/errors";
import type { Log } from "#lib/log";
import { endpoint } from "./endpoint.ts";
import { changesAtOnce, reads, type HandleContext } from "./handle.ts";

const actor: Actor = { kind: "person", id: "p", name: "P", roles: new Map() };
const logged: unknown[] = [];

function context(who: Actor | null = actor): () => HandleContext {
  return () => ({
    db: {} as Db,
    log: { error: (line: unknown) => logged.push(line) } as unknown as Log,
    resolveActor: async () => who,
  });
}

const look = endpoint({
  method: "post",
  path: "/api/v1/things",
  summary: "",
  tag: "",
  status: 200,
  query: z.object({ limit: z.coerce.number().max(10).default(5) }),
  body: z.strictObject({ name: z.string() }),
  answer: z.object({ got: z.unknown() }),
});

async function call(
  init: RequestInit,
  who: Actor | null = actor,
  url = "http://host/api/v1/things",
  fail?: Error,
) {
  const handler = reads(context(who), look, async ({ body, query }) => {
    if (fail) throw fail;
    return { got: { body, query } };
  });
  const response = await handler(new Request(url, { method: "POST", ...init }), {
    params: Promise.resolve({}),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, never>,
  };
}

test("nobody signed in is 401, with how to sign in", async () => {
  const { status, headers } = await call({ body: '{"name":"a"}' }, null);
  expect(status).toBe(401);
  expect(headers.get("www-authenticate")).toContain("Bearer");
});

test("a body that is no JSON is 400, an unknown field is 422 and named by pointer", async () => {
  expect((await call({ body: "{" })).status).toBe(400);
  const { status, body } = await call({ body: '{"name":"a","extra":1}' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ error: { code: "invalid", fields: [{ path: "/extra" }] } });
});

test("a query that does not fit is 400 and named", async () => {
  const { status, body } = await call({ body: '{"name":"a"}' }, actor, "http://host/api/v1/things?limit=99");
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { fields: [{ path: "/limit" }] } });
});

test("a body past the limit is 413 whatever Content-Length says", async () => {
  expect((await call({ body: JSON.stringify({ name: "x".repeat(1_000_001) }) })).status).toBe(413);
});

test("a page whose person is not the one signed in any more changes nothing in the other one's name", async () => {
  const body = '{"name":"a"}';
  const { status, body: answer } = await call({ body, headers: { "proofsheet-person": "ada" } });
  expect(status).toBe(401);
  expect(answer).toMatchObject({ error: { code: "unauthenticated" } });
  expect((await call({ body, headers: { "proofsheet-person": "p" } })).status).toBe(200);
});

test("a cookie from another site changes nothing", async () => {
  const foreign = { cookie: "s=1", "sec-fetch-site": "cross-site", origin: "http://evil" };
  expect((await call({ body: '{"name":"a"}', headers: foreign })).status).toBe(403);
  expect((await call({ body: '{"name":"a"}', headers: { cookie: "s=1", origin: "null" } })).status).toBe(403);
  expect(
    (await call({ body: '{"name":"a"}', headers: { cookie: "s=1", "sec-fetch-site": "same-origin" } }))
      .status,
  ).toBe(200);
});

test("T-35 a surprise is a 500 that tells an id and nothing else", async () => {
  const { status, body } = await call(
    { body: '{"name":"a"}' },
    actor,
    undefined,
    new Error("secret /srv/path"),
  );
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(logged).toHaveLength(1);
});

test("a character that cannot be stored is 400, whether the driver says so or Prisma", async () => {
  const fromDriver = Object.assign(new Error("invalid byte sequence"), { code: "22021" });
  const cause = { originalCode: "22P05" };
  const meta = { driverAdapterError: new Error("unsupported Unicode escape", { cause }) };
  const fromPrisma = Object.assign(new Error("Raw query failed"), { code: "P2010", meta });
  for (const error of [fromDriver, fromPrisma]) {
    const { status, body } = await call({ body: '{"name":"a"}' }, actor, undefined, error);
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({ code: "malformed" });
  }
});

test("a refusal worth a retry says when", async () => {
  const { status, headers, body } = await call(
    { body: '{"name":"a"}' },
    actor,
    undefined,
    new AppError("unavailable", "Later."),
  );
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("1");
  expect(body).toMatchObject({ error: { retryable: true } });
});

test.each(["", "k".repeat(201)])("an Idempotency-Key of %j is none", async (key) => {
  const handler = changesAtOnce(context(), look, async () => ({ got: null }));
  const headers = { "idempotency-key": key };
  const request = new Request("http://host/api/v1/things", { method: "POST", body: '{"name":"a"}', headers });
  expect((await handler(request, { params: Promise.resolve({}) })).status).toBe(400);
});
