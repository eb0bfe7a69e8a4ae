import { expect, test, vi } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { formatPosition, type Position } from "./position.ts";
import { canReplay, latestPosition, readEvents } from "./read-events.ts";
import { openTransaction } from "./testing/held-transaction.ts";

const database = useTestDatabase();

/**
 * Transactions are numbered for the whole cluster: those of other tests may hold an event back for a moment, or let a
 * position begin earlier. So each test waits for its own subjects and looks at no others.
 */
async function subjectsAfter(position: Position, prefix: string): Promise<string[]> {
  const events = await readEvents(database.db, position);
  return events.map(({ event }) => event.subject).filter((subject) => subject.startsWith(prefix));
}

async function expectInTime(position: Position, prefix: string, subjects: string[]): Promise<void> {
  const wait = { timeout: 20_000 };
  await vi.waitFor(async () => expect(await subjectsAfter(position, prefix)).toEqual(subjects), wait);
}

test("an event is not read while a transaction that began before it is still open", async () => {
  const start = await latestPosition(database.db);
  const first = await openTransaction(database.url);
  const second = await openTransaction(database.url);
  await second.append("open-2");
  await second.commit();
  expect(await subjectsAfter(start, "open")).toEqual([]);
  await first.append("open-1");
  expect(await subjectsAfter(start, "open")).toEqual([]);
  await first.commit();
  await expectInTime(start, "open", ["open-1", "open-2"]);
});

test("a transaction that was rolled back holds nothing up and leaves nothing behind", async () => {
  const start = await latestPosition(database.db);
  const first = await openTransaction(database.url);
  const second = await openTransaction(database.url);
  await first.append("back-1");
  await second.append("back-2");
  await second.commit();
  await first.rollBack();
  await expectInTime(start, "back", ["back-2"]);
});

test("the latest position lies before whatever is still open", async () => {
  const held = await openTransaction(database.url);
  const position = await latestPosition(database.db);
  await held.append("latest-1");
  await held.commit();
  await expectInTime(position, "latest", ["latest-1"]);
});

test("pages go on where the last one ended, within one transaction too", async () => {
  const start = await latestPosition(database.db);
  const writer = await openTransaction(database.url);
  for (let n = 1; n <= 5; n += 1) await writer.append(`page-${n}`);
  await writer.commit();
  await expectInTime(start, "page", ["page-1", "page-2", "page-3", "page-4", "page-5"]);
  const whole = await readEvents(database.db, start);
  const paged: string[] = [];
  for (let position = start, page = whole; page.length > 0;) {
    page = await readEvents(database.db, position, 2);
    paged.push(...page.map(({ event }) => event.id));
    position = page.at(-1)?.position ?? position;
  }
  expect(paged).toEqual(whole.map(({ position }) => formatPosition(position)));
});

test("a place can be replayed until the events around it are swept away", async () => {
  const start = await latestPosition(database.db);
  expect(await canReplay(database.db, start)).toBe(true);
  expect(await canReplay(database.db, { xid: start.xid + 1_000_000n, id: 1n })).toBe(false);
  const writer = await openTransaction(database.url);
  await writer.append("kept");
  await writer.commit();
  const kept = await database.db.event.findFirstOrThrow({ where: { subjectId: "kept" } });
  await database.db.event.deleteMany({ where: { id: { lt: kept.id } } });
  expect(await canReplay(database.db, { xid: 1n, id: 1n })).toBe(false);
  expect(await canReplay(database.db, kept)).toBe(true);
});
