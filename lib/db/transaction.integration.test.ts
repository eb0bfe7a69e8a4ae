import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Listener, startListener } from "./listen.ts";
import { useTestDatabase } from "./testing/test-database.ts";
import { inTransaction, wakeAfterCommit } from "./transaction.ts";
import { channelName } from "./wake.ts";

const database = useTestDatabase();
const heard: string[] = [];
let listener: Listener;

function untilHeard(what: string): Promise<boolean> {
  return vi.waitUntil(() => heard.includes(what), { timeout: 10_000 });
}

beforeAll(async () => {
  listener = startListener(database.url);
  listener.subscribe("queue", () => heard.push("queue"));
  listener.subscribe("progress", (payload) => heard.push(payload));
  // Once connected it calls everybody.
  await untilHeard("queue");
  heard.length = 0;
});
afterAll(() => listener.close());

/** Notifications come in the order of their commits, so what was sent before this is heard before it returns. */
async function hearEverythingSoFar(marker: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("SELECT pg_notify($1, $2)", [channelName("progress"), marker]);
  await client.end();
  await untilHeard(marker);
}

test("nobody is woken before the commit, when there is nothing to find yet", async () => {
  await inTransaction(database.db, async (tx) => {
    wakeAfterCommit(tx, "queue");
    // Longer than wake-ups are gathered.
    await tx.$executeRaw`SELECT pg_sleep(0.1)`;
    await hearEverythingSoFar("before the commit");
    expect(heard).not.toContain("queue");
  });
  await untilHeard("queue");
});

test("a transaction that is rolled back wakes nobody", async () => {
  heard.length = 0;
  const work = inTransaction(database.db, async (tx) => {
    wakeAfterCommit(tx, "queue");
    await tx.$executeRaw`SELECT 1`;
    throw new Error("changed its mind");
  });
  await expect(work).rejects.toThrow("changed its mind");
  await database.db.$executeRaw`SELECT pg_sleep(0.1)`;
  await hearEverythingSoFar("after the end");
  expect(heard).not.toContain("queue");
});
