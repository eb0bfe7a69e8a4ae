import { expect, test } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { defaultProjectId as projectId } from "#lib/project/default-project";
import { createKey } from "./create-key.ts";
import { noteKeyUse } from "./key-store.ts";
import { listKeys } from "./read-keys.ts";
import { revokeKey } from "./revoke-key.ts";
import { hashToken } from "./token.ts";
import { anOwner, openAccountDesk } from "./testing/account-desk.ts";

const database = useTestDatabase();
const bearer = (key: string) => ({ headers: new Headers({ authorization: `Bearer ${key}` }) });
const makeKey = (name: string) =>
  inTransaction(database.db, (tx) => createKey(tx, anOwner, { name, role: "operator" }, new Date()));

test("a key acts with its role until it is revoked, and is stored only as its hash", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { id, key = "", hint } = await makeKey("nightly");
  expect(key).toMatch(/^psk_[\w-]{43}$/);
  expect(key.endsWith(hint)).toBe(true);
  expect(await desk.resolveActor(bearer(key))).toEqual({
    kind: "key",
    id,
    name: "nightly",
    roles: new Map([[projectId, "operator"]]),
  });
  const row = await db.apiKey.findUniqueOrThrow({ where: { id } });
  expect(row.tokenHash).toBe(hashToken(key));
  expect(
    JSON.stringify([row, await db.audit.findMany(), await db.event.findMany()], bigIntText),
  ).not.toContain(key);
  expect(await listKeys(db, anOwner, projectId)).toContainEqual(
    expect.objectContaining({ id, lastUsedAt: expect.any(String) }),
  );

  await inTransaction(db, (tx) => revokeKey(tx, anOwner, { id, now: new Date() }));
  await expect(desk.resolveActor(bearer(key))).rejects.toMatchObject({
    code: "unauthenticated",
    message: expect.stringContaining("revoked"),
  });
  expect((await listKeys(db, anOwner, projectId)).map((listed) => listed.id)).not.toContain(id);
  await expect(
    inTransaction(db, (tx) => revokeKey(tx, anOwner, { id, now: new Date() })),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("use is noted at most once a minute", async () => {
  const { db } = database;
  const { id } = await makeKey("busy");
  const read = async () => (await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  const start = new Date("2026-01-01T00:00:00Z");
  await noteKeyUse(db, { id, lastUsedAt: null }, start);
  await noteKeyUse(db, { id, lastUsedAt: start }, new Date(start.getTime() + 59_999));
  expect(await read()).toEqual(start);
  const later = new Date(start.getTime() + 60_000);
  await noteKeyUse(db, { id, lastUsedAt: start }, later);
  expect(await read()).toEqual(later);
});

test("a wrong key is refused even beside a good session; other schemes are left to the proxy", async () => {
  const desk = openAccountDesk(database.db);
  const { headers, me } = await desk.join("viewer");
  const cookie = headers.get("cookie") ?? "";
  for (const wrong of ["Bearer psk_unknown", "Bearer", "Bearer two words"]) {
    await expect(
      desk.resolveActor({ headers: new Headers({ cookie, authorization: wrong }) }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
  }
  const basic = new Headers({ cookie, authorization: "Basic dXNlcjpwYXNz" });
  expect((await desk.resolveActor({ headers: basic }))?.id).toBe(me.id);
  expect(await desk.resolveActor({ headers: new Headers() })).toBeNull();
});

test("the automation key of the environment owns every project", async () => {
  const { db } = database;
  const PROOFSHEET_API_KEY = "a key for automation";
  const desk = openAccountDesk(db, { PROOFSHEET_API_KEY });
  const other = await db.project.create({ data: { id: newId(), slug: newId(), name: "Campaign" } });
  const actor = await desk.resolveActor(bearer(PROOFSHEET_API_KEY));
  expect(actor).toMatchObject({ kind: "key", name: "Automation key" });
  expect(actor?.roles.get(other.id)).toBe("owner");
  expect(actor?.roles.get(projectId)).toBe("owner");
  await expect(desk.resolveActor(bearer(`${PROOFSHEET_API_KEY}x`))).rejects.toMatchObject({
    code: "unauthenticated",
  });
  const without = openAccountDesk(db);
  await expect(without.resolveActor(bearer(PROOFSHEET_API_KEY))).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

function bigIntText(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
