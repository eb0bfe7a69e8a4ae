import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import pino from "pino";
import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { type Listener, startListener } from "#lib/db/listen";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { newId } from "#lib/ids";
import { defaultProjectId } from "#lib/project/default-project";
import { createEventHub, type EventHub } from "./event-hub.ts";
import type { EventKind } from "./event-schema.ts";
import { appendEvents } from "./event-store.ts";
import { streamEvents, type StreamClient, type StreamLimits } from "./stream-events.ts";
import { openTransaction } from "./testing/held-transaction.ts";
import { readStream } from "./testing/stream-reader.ts";

const database = useTestDatabase();
const member: Actor = { kind: "person", id: "m", name: "M", roles: new Map([[defaultProjectId, "viewer"]]) };
let listener: Listener;
let hub: EventHub;

beforeAll(() => {
  listener = startListener(database.url);
  hub = createEventHub({ db: database.db, listener, log: pino({ level: "silent" }) });
});
afterAll(() => listener.close());

function open(prefix: string, given: Partial<StreamClient> = {}, limits?: StreamLimits, events = hub) {
  const client: StreamClient = {
    actor: member,
    lastEventId: null,
    signal: new AbortController().signal,
    resolve: async () => given.actor ?? member,
    ...given,
  };
  return readStream(streamEvents({ db: database.db, events }, client, limits), prefix);
}

async function append(
  subject: string,
  projectId: string | null = null,
  kind: EventKind = "run.changed",
): Promise<void> {
  await inTransaction(database.db, (tx) =>
    appendEvents(tx, [{ kind, projectId, subjectId: subject, data: {} }]),
  );
}

async function outbox(prefix: string): Promise<string[]> {
  const rows = await database.db.$queryRaw<{ subject_id: string }[]>`
    SELECT subject_id FROM event WHERE subject_id LIKE ${`${prefix}%`} ORDER BY xid, id`;
  return rows.map(({ subject_id }) => subject_id);
}

const subjects = (list: { data: Record<string, unknown> }[]) => list.map(({ data }) => data["subject"]);

describe("transactions that commit out of order", () => {
  test("what hid an event need not tell of its end: it is looked for again, long before the poll", async () => {
    let looks = 0;
    const counting = database.db.$extends({
      query: {
        async $queryRaw({ args, query }) {
          const answer: unknown = await query(args);
          looks += 1;
          return answer;
        },
      },
    }) as unknown as Db;
    const log = pino({ level: "silent" });
    const patient = createEventHub({ db: counting, listener, log, pollMs: 600_000 });
    const stream = open("hidden", {}, undefined, patient);
    await stream.take(1);
    const silent = await openTransaction(database.url);
    const looksBefore = looks;
    await append("hidden-1");
    await vi.waitFor(() => expect(looks).toBeGreaterThan(looksBefore));
    await silent.endSilently();
    expect(subjects(await stream.take(1))).toEqual(["hidden-1"]);
    await stream.close();
  });

  test("the later one waits for the earlier one, and both arrive once", async () => {
    const stream = open("held");
    await stream.take(1);
    const first = await openTransaction(database.url);
    const second = await openTransaction(database.url);
    await second.append("held-2");
    await first.append("held-1");
    await second.commit();
    const arrives = stream.take(3);
    await append("held-3");
    await first.commit();
    expect(subjects(await arrives)).toEqual(["held-1", "held-2", "held-3"]);
    await stream.close();
  });

  test("a client that was away meanwhile gets both, in the same order", async () => {
    const before = open("away");
    await before.take(1);
    await append("away-1");
    const [seen] = await before.take(1);
    await before.close();
    const first = await openTransaction(database.url);
    const second = await openTransaction(database.url);
    await second.append("away-3");
    await second.commit();
    const after = open("away", { lastEventId: seen?.id ?? "" });
    const arrives = after.take(2);
    await first.append("away-2");
    await first.commit();
    expect(subjects(await arrives)).toEqual(["away-2", "away-3"]);
    await after.close();
  });

  test("many writers, a client that comes back again and again: its ledger equals the outbox", async () => {
    const seed = 20261122;
    const random = randomFrom(seed);
    const fresh = open("many");
    const [ready] = await fresh.take(1);
    await fresh.close();
    const total = 240;
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < total / 12; n += 1) {
        const held = await openTransaction(database.url);
        await held.append(`many-${writer}-${n}-a`);
        await pause(random() * 12);
        await held.append(`many-${writer}-${n}-b`);
        await held.commit();
      }
    });
    const ledger: string[] = [];
    let lastEventId = ready?.id ?? "";
    while (ledger.length < total) {
      const stream = open("many", { lastEventId });
      const count = Math.min(total - ledger.length, 1 + Math.floor(random() * 25));
      for (const received of await stream.take(count)) {
        ledger.push(String(received.data["subject"]));
        lastEventId = received.id ?? lastEventId;
      }
      await stream.close();
    }
    await Promise.all(writers);
    expect(ledger).toEqual(await outbox("many"));
  });
});

describe("a client", () => {
  test("that comes afresh gets a place to come back to", async () => {
    const stream = open("fresh");
    const [ready] = await stream.take(1);
    await stream.close();
    expect(ready?.event).toBe("ready");
    await append("fresh");
    const again = open("fresh", { lastEventId: ready?.id ?? "" });
    expect(subjects(await again.take(1))).toEqual(["fresh"]);
    await again.close();
  });

  test.each(["nonsense", "9223372036854775807-1"])(
    "with the place %s is told to read everything again",
    async (lastEventId) => {
      const stream = open("after-reset", { lastEventId });
      const [reset] = await stream.take(1);
      expect(reset?.event).toBe("reset");
      await append("after-reset");
      expect(subjects(await stream.take(1))).toEqual(["after-reset"]);
      await stream.close();
    },
  );

  test("sees its own projects and what concerns everybody, and nothing else", async () => {
    const stream = open("seen");
    await stream.take(1);
    await append("seen-theirs", newId());
    await append("seen-everybody");
    await append("seen-ours", defaultProjectId);
    expect(subjects(await stream.take(2))).toEqual(["seen-everybody", "seen-ours"]);
    await stream.close();
  });

  test.each([
    ["signed out", async () => null],
    ["whose key was revoked", () => Promise.reject(new AppError("unauthenticated", "No such key."))],
  ])("%s gets nothing more", async (_name, resolve) => {
    const stream = open("nothing", { resolve }, { checkMs: 20, mostWaitingBytes: 100_000 });
    await stream.take(1);
    expect(await stream.next()).toBeNull();
  });

  test("is asked for again as soon as accounts change, and gets nothing from then on", async () => {
    const answers = [member, null];
    const stream = open("account", { resolve: async () => answers.shift() ?? null });
    await stream.take(1);
    await append("account-of-another", defaultProjectId, "account.changed");
    expect(subjects(await stream.take(1))).toEqual(["account-of-another"]);
    const ended = performance.now();
    await append("account-of-mine", defaultProjectId, "account.changed");
    await append("account-later", defaultProjectId);
    expect(await stream.next()).toBeNull();
    expect(performance.now() - ended).toBeLessThan(8000);
  });

  test("stays connected while the database cannot say who it is", async () => {
    const resolve = vi.fn(() => Promise.reject(new Error("away")));
    const stream = open("still", { resolve }, { checkMs: 20, mostWaitingBytes: 100_000 });
    await stream.take(1);
    const arrives = stream.take(1);
    await vi.waitUntil(() => resolve.mock.calls.length > 0, { timeout: 20_000 });
    await append("still-there");
    expect(subjects(await arrives)).toEqual(["still-there"]);
    await stream.close();
  });

  test("that goes away ends its stream", async () => {
    const leaving = new AbortController();
    const stream = open("gone", { signal: leaving.signal });
    await stream.take(1);
    leaving.abort();
    expect(await stream.next()).toBeNull();
  });

  test("that does not read is cut off, and misses nothing when it comes back", async () => {
    const slow = open("slow", {}, { checkMs: 10_000, mostWaitingBytes: 2000 });
    const [ready] = await slow.take(1);
    const quick = open("slow", { lastEventId: ready?.id ?? "" });
    for (let n = 0; n < 40; n += 1) await append(`slow-${String(n).padStart(2, "0")}`);
    expect(subjects(await quick.take(40))).toEqual(await outbox("slow"));
    await expect(slow.take(40)).rejects.toThrow("too slow");
    const again = open("slow", { lastEventId: ready?.id ?? "" });
    expect(subjects(await again.take(40))).toEqual(await outbox("slow"));
    await again.close();
    await quick.close();
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
