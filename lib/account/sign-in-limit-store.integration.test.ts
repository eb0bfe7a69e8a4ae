import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { tryLimit, giveBackTry, takeTry } from "./sign-in-limit-store.ts";
import { signIn } from "./sign-in.ts";
import { asked, openAccountDesk, password } from "./testing/account-desk.ts";

const database = useTestDatabase();
const start = new Date("2026-01-01T00:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

test("of twenty tries at once five are allowed, and the others hear how long to wait", async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => takeTry(database.db, "burst", start)));
  expect(waits.filter((wait) => wait === null)).toHaveLength(tryLimit.count);
  expect(waits.filter((wait) => wait === 60)).toHaveLength(15);
});

test("no minute sees more than five, and a minute later the door opens", async () => {
  for (let n = 0; n < 5; n += 1) expect(await takeTry(database.db, "steady", after(n * 10_000))).toBeNull();
  expect(await takeTry(database.db, "steady", after(59_000))).toBe(41);
  expect(await takeTry(database.db, "steady", after(99_999))).toBe(1);
  expect(await takeTry(database.db, "steady", after(100_000))).toBeNull();
});

test("what is given back does not count", async () => {
  for (let n = 0; n < 12; n += 1) {
    expect(await takeTry(database.db, "honest", start)).toBeNull();
    await giveBackTry(database.db, "honest", start);
  }
});

test("five wrong passwords lock the account for a minute, from every address, and no other account", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const parts = { db, auth: desk.auth };
  const [{ email }, other] = [await desk.join("viewer"), await desk.join("viewer")];
  for (let n = 0; n < 5; n += 1) {
    await expect(signIn(parts, { email, password: "wrong" }, asked(`192.0.2.${n}`))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  }
  await expect(signIn(parts, { email, password }, asked("192.0.2.99"))).rejects.toMatchObject({
    code: "too_many",
    retryable: true,
    details: { retryAfterSeconds: expect.any(Number) },
  });
  await expect(signIn(parts, { email: other.email, password }, asked("192.0.2.99"))).resolves.toBeDefined();
  const { now } = asked();
  const later = { ...asked("192.0.2.99"), now: new Date(now.getTime() + 61_000) };
  await expect(signIn(parts, { email, password }, later)).resolves.toBeDefined();
});

test("five wrong passwords from one address stop that address for every account", async () => {
  const { db } = database;
  const desk = openAccountDesk(db);
  const parts = { db, auth: desk.auth };
  const { email } = await desk.join("viewer");
  for (let n = 0; n < 5; n += 1) {
    await expect(
      signIn(parts, { email: `guess${n}@example.com`, password }, asked("198.51.100.7")),
    ).rejects.toMatchObject({ code: "unauthenticated" });
  }
  // The address is what the nearest proxy saw, not what the sender claims before it.
  const spoofed = asked("203.0.113.9, 198.51.100.7");
  await expect(signIn(parts, { email, password }, spoofed)).rejects.toMatchObject({ code: "too_many" });
  await expect(signIn(parts, { email, password }, asked("198.51.100.8"))).resolves.toBeDefined();
});
