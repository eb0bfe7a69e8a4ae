import { expect, test, vi } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { asked, cookieHeaders, openAccountDesk, password } from "./testing/account-desk.ts";

const database = useTestDatabase();

test("a person signs in with any case of their email, and out again at once", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { email, me } = await desk.join("reviewer");
  const answer = await signIn({ db, auth: desk.auth }, { email: email.toUpperCase(), password }, asked());
  expect(answer.me).toEqual(me);
  expect(answer.cookies.join()).toMatch(/^proofsheet-session=[^;]+;.*HttpOnly; SameSite=Lax/);

  const headers = cookieHeaders(answer.cookies);
  const actor = await desk.resolveActor({ headers });
  if (actor === null) throw new Error("The session does not resolve.");
  expect(actor).toMatchObject({ kind: "person", id: me.id });
  const cleared = await signOut({ db, auth: desk.auth }, actor, { headers, everywhere: false });
  expect(cleared.join()).toContain("proofsheet-session=;");
  expect(await desk.resolveActor({ headers })).toBeNull();
});

test("signing out everywhere ends every session, seen by another process with its next request", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const otherProcess = openAccountDesk(db);
  const { email, headers } = await desk.join("operator");
  const second = await signIn({ db, auth: desk.auth }, { email, password }, asked());
  const otherBrowser = cookieHeaders(second.cookies);
  const actor = await otherProcess.resolveActor({ headers: otherBrowser });
  if (actor === null) throw new Error("A session must hold in every process.");
  await signOut({ db, auth: desk.auth }, actor, { headers, everywhere: true });
  expect(await otherProcess.resolveActor({ headers: otherBrowser })).toBeNull();
  expect(await otherProcess.resolveActor({ headers })).toBeNull();
  const events = await db.event.findMany({ where: { kind: "account.changed", subjectId: actor.id } });
  expect(events.map((event) => event.data)).toContainEqual({ action: "person.signed_out_everywhere" });
});

test("signing in again gives a new session and ends the one before", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { email, headers } = await desk.join("viewer");
  const again = await signIn({ db, auth: desk.auth }, { email, password }, { headers, now: new Date() });
  expect(cookieHeaders(again.cookies).get("cookie")).not.toBe(headers.get("cookie"));
  expect(await desk.resolveActor({ headers })).toBeNull();
  expect(await desk.resolveActor({ headers: cookieHeaders(again.cookies) })).not.toBeNull();
});

test("a wrong password and an unknown email get the same answer", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { email } = await desk.join("viewer");
  const refusal = { code: "unauthenticated", message: "The email or the password is not right." };
  const parts = { db, auth: desk.auth };
  const wrong = { email, password: "not the password" };
  const unknown = { email: "nobody@example.com", password };
  await expect(signIn(parts, wrong, asked("192.0.2.10"))).rejects.toMatchObject(refusal);
  await expect(signIn(parts, unknown, asked("192.0.2.10"))).rejects.toMatchObject(refusal);
  await expect(signIn(parts, { email: "no email", password }, asked("192.0.2.11"))).rejects.toMatchObject(
    refusal,
  );
});

test("a forged or altered cookie is nobody's", async () => {
  const desk = openAccountDesk(database.db);
  const { headers } = await desk.join("viewer");
  const [name, value = ""] = (headers.get("cookie") ?? "").split("=");
  const token = decodeURIComponent(value).split(".")[0] ?? "";
  for (const forged of [token, `${token}.AAAA`, encodeURIComponent(`${token}.${"A".repeat(43)}=`)]) {
    expect(await desk.resolveActor({ headers: new Headers({ cookie: `${name}=${forged}` }) })).toBeNull();
  }
});

test("a session that has run out is nobody's", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const { headers, me } = await desk.join("viewer");
  expect(await desk.resolveActor({ headers })).toMatchObject({
    id: me.id,
    roles: expect.any(Map) as unknown,
  });
  await db.session.updateMany({ where: { userId: me.id }, data: { expiresAt: new Date() } });
  expect(await desk.resolveActor({ headers })).toBeNull();
});

test("behind https the cookie is bound to its host", async () => {
  const { db } = database;
  const desk = openAccountDesk(db, { PUBLIC_URL: "https://proofs.example" });
  const { email } = await desk.join("viewer");
  const { cookies } = await signIn({ db, auth: desk.auth }, { email, password }, asked());
  const [session = ""] = cookies;
  expect(session).toMatch(/^__Host-proofsheet-session=/);
  expect(session).toMatch(/; Path=\/;/);
  expect(session).toMatch(/; Secure/);
  expect(session).toMatch(/; HttpOnly/);
  expect(session).not.toMatch(/Domain/i);
  expect(await desk.resolveActor({ headers: cookieHeaders(cookies) })).not.toBeNull();
});

test("passwords are stored as salted scrypt, never as they are", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const [one, other] = [await desk.join("viewer"), await desk.join("viewer")];
  const rows = await db.account.findMany({ where: { userId: { in: [one.me.id, other.me.id] } } });
  const stored = rows.map((row) => row.password ?? "");
  expect(new Set(stored).size).toBe(2);
  // 16 bytes of salt and 64 of scrypt(N=16384, r=16, p=1), both in hex.
  for (const text of stored) expect(text).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
});

test("signing in asks nothing of the network", async () => {
  const { db } = database;
  const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("There is no network here."));
  const desk = openAccountDesk(db);
  const { email } = await desk.join("viewer");
  await signIn({ db, auth: desk.auth }, { email, password }, asked());
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});
