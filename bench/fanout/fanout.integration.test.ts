import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { startListener, type Listener } from "#lib/db/listen";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { createEventHub } from "#lib/event/event-hub";
import { streamEvents } from "#lib/event/stream-events";
import { startChild, type Child } from "../kit/child.ts";
import { openSession } from "../kit/session.ts";
import { startClientFleet, type ClientFleet } from "./client-fleet.ts";
import { measureDelay } from "./measure-delay.ts";
import { measureReconnects } from "./measure-reconnects.ts";

// The measuring parts on tiny numbers, against the stream itself instead of the built web app around it.

const database = useTestDatabase();
const session = openSession({ names: [], quick: true, seed: 7, extra: {} });
const somebody: Actor = { kind: "person", id: "ada", name: "Ada", roles: new Map() };
const clients = 5;

let folder: string;
let listener: Listener;
let web: Server;
let bare: Child;
let fleet: ClientFleet;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofsheet-fanout-"));
  listener = startListener(database.url);
  const events = createEventHub({ db: database.db, listener, log: pino({ level: "silent" }) });
  web = createServer((request, response) => {
    const leaving = new AbortController();
    response.on("close", () => leaving.abort());
    const header = request.headers["last-event-id"];
    const stream = streamEvents(
      { db: database.db, events },
      {
        actor: somebody,
        lastEventId: typeof header === "string" ? header : null,
        signal: leaving.signal,
        resolve: async () => somebody,
      },
    );
    Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  [bare, fleet] = await Promise.all([
    startChild({
      name: "bare-stream",
      args: ["bench/fanout/bare-stream.ts"],
      env: { DATABASE_URL: database.url },
      logFolder: folder,
    }),
    startClientFleet(folder),
  ]);
});

afterAll(async () => {
  await Promise.all([fleet.stop(), bare.stop()]);
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  await listener.close();
  await rm(folder, { recursive: true, force: true });
});

function addressOfWeb(): string {
  return `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
}

test("every event is timed at every client, on both sides", async () => {
  const sides = {
    ours: { url: addressOfWeb(), key: "" },
    base: { url: String(bare.hello["url"]), key: "" },
  };
  const scale = { clients, rounds: 1, warmUp: 1, events: 2, everyMs: 20 };
  const bars = await measureDelay(session, { db: database.db, fleet, sides, isLoaded: true }, scale);
  expect(bars.map(({ id }) => id)).toEqual(["P9 p95 to bare SSE", "P9 p95"]);
  const samples = session.notes["delayMs"] as Record<"ours" | "base", number[][]>;
  for (const delays of [samples.ours.flat(), samples.base.flat()]) {
    expect(delays).toHaveLength(2 * clients * scale.events);
    expect(Math.min(...delays)).toBeGreaterThan(0);
  }
});

test("ledgers equal the outbox through reconnects, where a reader by id alone loses events", async () => {
  const parts = { db: database.db, databaseUrl: database.url, fleet, url: addressOfWeb(), key: "" };
  const scale = { clients, times: 15, withinMs: 1500, writers: 4, mostHeldMs: 200 };
  const bar = await measureReconnects(session, parts, scale);
  expect(bar).toMatchObject({ measured: "0 lost, 0 duplicated, 0 reordered", verdict: "PASS" });
  expect(session.notes["reconnects"]).toMatchObject({ clients, faults: { lost: 0 } });
});
