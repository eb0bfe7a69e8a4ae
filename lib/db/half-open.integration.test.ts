import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDb } from "./client.ts";
import { isDatabaseAway } from "./database-away.ts";
import { startListener } from "./listen.ts";
import { startTcpProxy, type TcpProxy } from "./testing/tcp-proxy.ts";
import { useTestDatabase } from "./testing/test-database.ts";
import { channelName } from "./wake.ts";

// A half-open connection: the other end is gone and nobody says so.

const database = useTestDatabase();
let line: TcpProxy;
let url: string;

beforeAll(async () => {
  const address = new URL(database.url);
  line = await startTcpProxy({ host: address.hostname, port: Number(address.port) });
  address.port = String(line.port);
  url = address.href;
});
afterAll(() => line.stop());

test("a query on a connection whose other end is gone fails in time, and the next one works", async () => {
  const db = createDb({ url, poolSize: 1, silentMs: 300 });
  await db.$queryRaw`SELECT 1`;
  line.strand();
  const error: unknown = await db.$queryRaw`SELECT 1`.catch((thrown: unknown) => thrown);
  expect(isDatabaseAway(error), "so that it is waited out").toBe(true);
  await expect(db.$queryRaw`SELECT 1 AS one`).resolves.toEqual([{ one: 1 }]);
  await db.$disconnect();
});

test("what a vanished client has locked is free again after a while", async () => {
  const lost = createDb({ url, poolSize: 1, silentMs: 300 });
  const gone = lost.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE run`;
    line.strand();
    await tx.$queryRaw`SELECT 1`;
  });
  await expect(gone).rejects.toThrow();
  await expect(database.db.run.count()).resolves.toBe(0);
  await lost.$disconnect();
});

test("a listener whose other end is gone notices, and hears again", async () => {
  const listener = startListener(url, { beatMs: 1000 });
  const heard = vi.fn();
  listener.subscribe("event", heard);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(""), 10_000);
  line.strand();
  await vi.waitFor(
    async () => {
      await database.db.$executeRaw`SELECT pg_notify(${channelName("event")}, 'news')`;
      expect(heard).toHaveBeenCalledWith("news");
    },
    { timeout: 20_000, interval: 100 },
  );
  await listener.close();
});
