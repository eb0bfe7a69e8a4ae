import { expect, test, vi } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { formatPosition, type Position } from "./position.ts";
import { canReplay, latestPosition, type PositionedEvent, readEvents } from "./read-events.ts";
import { openTransaction } from "./testing/held-transaction.ts";

const database = useTestDatabase();

async function subjectsAfter(position: Position): Promise<string[]> {
  return (await readEvents(database.db, position)).map(({ event }) => event.subject);
}

/** Transactions are numbered for the whole cluster: those of other tests may hold an event back for a moment. */
async function readInTime(position: Position, count: number, limit?: number): Promise<PositionedEvent[]> {
  return vi.waitFor(
    async () => {
      const events = await readEvents(database.db, position, limit);
      expect(events).toHaveLength(count);
      return events;
    },
    { timeout: 20_000 },
  );
}

const subjects = (events: readonly PositionedEvent[]) => events.map(({ event }) => event.subject);

test("an event is not read while a transaction that began before it is still open", async () => {
  const start = await latestPosition(database.db);
  const first = await openTransaction(database.url);
  const second = await openTransaction(database.url);
  await second.append("later");
  await second.commit();
  expect(await subjectsAfter(start)).toEqual([]);
  await first.append("earlier");
  expect(await subjectsAfter(start)).toEqual([]);
  await first.commit();
  expect(subjects(await readInTime(start, 2))).toEqual(["earlier", "later"]);
});

test("a transaction that was rolled back holds nothing up and leaves nothing behind", async () => {
  const start = await latestPosition(database.db);
  const first = await openTransaction(database.url);
  const second = await openTransaction(database.url);
  await first.append("taken back");
  await second.append("kept");
  await second.commit();
  await first.rollBack();
  expect(subjects(await readInTime(start, 1))).toEqual(["kept"]);
});

test("the latest position lies before whatever is still open", async () => {
  const held = await openTransaction(database.url);
  const position = await latestPosition(database.db);
  await held.append("was open");
  await held.commit();
  expect(subjects(await readInTime(position, 1))).toEqual(["was open"]);
});

test("pages go on where the last one ended, within one transaction too", async () => {
  const start = await latestPosition(database.db);
  const writer = await openTransaction(database.url);
  for (const subject of ["1", "2", "3", "4", "5"]) await writer.append(subject);
  await writer.commit();
  const first = await readInTime(start, 2, 2);
  const last = first.at(-1);
  expect(first.map(({ event }) => event.id)).toEqual(first.map(({ position }) => formatPosition(position)));
  expect(subjects(await readInTime(last?.position ?? start, 2, 2))).toEqual(["3", "4"]);
});

test("a place can be replayed until the events around it are swept away", async () => {
  const start = await latestPosition(database.db);
  expect(await canReplay(database.db, start)).toBe(true);
  expect(await canReplay(database.db, { xid: start.xid + 1_000_000n, id: 1n })).toBe(false);
  const writer = await openTransaction(database.url);
  await writer.append("kept after the sweep");
  await writer.commit();
  const [kept] = await readInTime(start, 1);
  await database.db.event.deleteMany({ where: { id: { lt: kept?.position.id ?? 0n } } });
  expect(await canReplay(database.db, { xid: 1n, id: 1n })).toBe(false);
  expect(await canReplay(database.db, kept?.position ?? start)).toBe(true);
});
