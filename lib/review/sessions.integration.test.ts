import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { operator, paperFile, person, reviewer, secondReviewer, stranger } from "#lib/output/testing/studio";
import { keepPosition } from "./keep-position.ts";
import { listArrivals } from "./list-arrivals.ts";
import { readReceipt } from "./read-receipts.ts";
import { readNext, readWindow } from "./read-session-outputs.ts";
import { readTwins } from "./read-twins.ts";
import { listSessions, readSession } from "./read-sessions.ts";
import { reseedOutput } from "./reseed-output.ts";
import type { SessionDetail } from "./session-schema.ts";
import { useSessionDesk } from "./testing/session-desk.ts";

const database = useTestDatabase();
const desk = useSessionDesk(database);
const { output, outputs, start, decide, skip } = desk;

function takeArrivals(session: SessionDetail, actor: Actor = reviewer) {
  return inTransaction(database.db, (tx) => listArrivals(tx, actor, session.id, new Date()));
}

async function listed(session: { id: string }, from = 0, limit = 100): Promise<string[]> {
  const { items } = await readWindow(database.db, reviewer, session.id, { from, limit });
  return items.map(({ id }) => id);
}

describe("SES-1 the list", () => {
  test("holds what matched when it was started, oldest first, and stays so", async () => {
    const ids = await outputs(3);
    const session = await start();
    expect(session).toMatchObject({ total: 3, position: 0, counts: { pending: 3 }, isResumed: false });
    await decide(secondReviewer, ids[1] ?? "", "approved");
    await output();
    expect(await listed(session)).toEqual(ids);
    expect(await listed(session, 1, 1)).toEqual([ids[1]]);
  });

  test("SES-2 may be drawn newest first, and is not turned round by resuming it", async () => {
    const ids = await outputs(2);
    const session = await start(reviewer, {}, "newest");
    expect(await listed(session)).toEqual(ids.toReversed());
    expect(await start()).toMatchObject({ id: session.id, order: "newest", isResumed: true });
  });

  test("is read around an output, by positions that the rows name", async () => {
    const ids = await outputs(5);
    const session = await start();
    const window = await readWindow(database.db, reviewer, session.id, {
      from: 0,
      around: ids[3],
      limit: 2,
    });
    expect(window).toMatchObject({ from: 2, total: 5 });
    expect(window.items.map(({ id, position }) => [id, position])).toEqual([
      [ids[2], 2],
      [ids[3], 3],
    ]);
  });
});

test("SES-14 a desk that is opened again knows its verdicts on what the list holds more than once", async () => {
  const twin = async () => {
    const [run] = await desk.queue();
    const [id = ""] = run === undefined ? [] : await desk.finish(run, [paperFile("the same bytes")]);
    return id;
  };
  const [first, second, alone] = [await twin(), await twin(), await output()];
  const session = await start();
  const twins = async (actor: Actor) => (await readTwins(database.db, actor, session.id)).items;
  expect(await twins(reviewer)).toEqual([]);
  await decide(reviewer, first, "rejected", { session: session.id });
  await decide(reviewer, alone, "rejected", { session: session.id });
  const [known, ...others] = await twins(reviewer);
  expect(known).toMatchObject({ id: first, decision: { verdict: "rejected", session: session.id } });
  expect(others).toEqual([]);
  expect(await twins(secondReviewer), "nobody else's").toEqual([]);
  await decide(secondReviewer, second, "approved");
  await desk.undo(reviewer, first);
  expect(await twins(reviewer), "nor what was taken back").toEqual([]);
});

describe("SES-11 one open session per reviewer and scope", () => {
  test("of twenty who start it at once, one does, and all get that one", async () => {
    await outputs(2);
    const started = await Promise.all(Array.from({ length: 20 }, () => start()));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(started.filter(({ isResumed }) => !isResumed)).toHaveLength(1);
    expect(started.every(({ total }) => total === 2)).toBe(true);
  });

  test("another person, or another scope, is another session; the words in another order are not", async () => {
    await output();
    const { id } = await start(reviewer, { workflow: "sample", kind: "image" });
    expect((await start(reviewer, { kind: "image", workflow: "sample" })).id).toBe(id);
    expect((await start(reviewer, { kind: "image" })).id).not.toBe(id);
    expect((await start(secondReviewer, { workflow: "sample", kind: "image" })).id).not.toBe(id);
  });

  test("that was left with nothing to decide is done: it has its receipt, and a new one starts", async () => {
    const [first = ""] = await outputs(1);
    const done = await start();
    await decide(reviewer, first, "approved");
    const late = await output();
    const next = await start();
    expect(next).toMatchObject({ isResumed: false, total: 1 });
    expect(await listed(next)).toEqual([late]);
    expect(await readReceipt(database.db, reviewer, done.id)).toMatchObject({ counts: { approved: 1 } });
  });

  test("whose list was empty is drawn anew, with what somebody gave back as well", async () => {
    const [first = ""] = await outputs(1);
    await decide(reviewer, first, "approved");
    const empty = await start();
    expect(empty.total).toBe(0);
    const open = await listSessions(database.db, reviewer, { limit: 50, open: "true" });
    expect(open.items.map(({ id }) => id)).not.toContain(empty.id);
    await desk.undo(reviewer, first);
    expect(await start()).toMatchObject({ id: empty.id, total: 1, counts: { pending: 1 } });
    expect(await listed(empty)).toEqual([first]);
  });

  test("says where it stopped", async () => {
    await outputs(3);
    const { id } = await start();
    const keep = (actor: Actor, position: number) =>
      inTransaction(database.db, (tx) => keepPosition(tx, actor, id, position, new Date()));
    await keep(reviewer, 2);
    expect(await start()).toMatchObject({ id, position: 2 });
    expect(await keep(reviewer, 99)).toEqual({ position: 2 });
    await expect(keep(secondReviewer, 0)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("SES-4 arrivals", () => {
  test("are counted, own re-seeds apart, and enter the list only when asked for, at its tail", async () => {
    const ids = await outputs(2);
    const session = await start();
    const other = await output();
    const { items } = await inTransaction(database.db, (tx) =>
      reseedOutput(tx, reviewer, ids[0] ?? "", { count: 1 }, new Date()),
    );
    const [child = ""] = await desk.finish({ id: items[0]?.id ?? "" }, [paperFile("child")]);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      total: 2,
      arrivals: { own: 1, others: 1 },
    });
    expect(await listed(session)).toEqual(ids);

    const grown = await takeArrivals(session);
    expect(grown).toMatchObject({ total: 4, arrivals: { own: 0, others: 0 } });
    expect(await listed(session)).toEqual([...ids, other, child]);
    expect(await takeArrivals(session)).toMatchObject({ total: 4 });
  });

  test("are never brought by one's own verdicts, nor by what is listed already", async () => {
    const [first = "", second = ""] = await outputs(2);
    const session = await start();
    await decide(reviewer, first, "approved");
    await decide(secondReviewer, second, "rejected");
    await desk.undo(secondReviewer, second);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      arrivals: { own: 0, others: 0 },
    });
    expect(await takeArrivals(session)).toMatchObject({ total: 2 });
  });

  test("include what somebody else gave back undecided", async () => {
    const [first = ""] = await outputs(2);
    await decide(secondReviewer, first, "rejected");
    const session = await start();
    expect(session.total).toBe(1);
    await desk.undo(secondReviewer, first);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({ arrivals: { others: 1 } });
    await takeArrivals(session);
    expect((await listed(session)).at(-1)).toBe(first);
  });
});

describe("SES-3 SES-7 the next undecided", () => {
  test("is further on, then from the other end, then a skipped one, then none", async () => {
    const [first = "", second = "", third = ""] = await outputs(3);
    const session = await start();
    const next = (from: number, direction: "next" | "previous" = "next") =>
      readNext(database.db, reviewer, session.id, { from, direction });
    await skip(session, second);
    expect(await next(0)).toEqual({ next: { position: 2, id: third, isSkipped: false } });
    expect(await next(0, "previous")).toEqual({ next: { position: 2, id: third, isSkipped: false } });
    await decide(reviewer, third, "approved");
    expect(await next(2)).toEqual({ next: { position: 0, id: first, isSkipped: false } });
    await decide(reviewer, first, "rejected");
    expect(await next(0)).toEqual({ next: { position: 1, id: second, isSkipped: true } });
    await decide(reviewer, second, "rejected");
    expect(await next(1)).toEqual({ next: null });
  });

  test("is found in a long list wherever it stands", async () => {
    const ids = await outputs(3);
    const [first = "", second = "", third = ""] = ids;
    const session = await start();
    const next = (from: number, direction: "next" | "previous") =>
      readNext(database.db, reviewer, session.id, { from, direction });
    // Thousands of positions apart, as if what stood between them had been decided and removed.
    const places = [0, 4000, 9000];
    for (const [at, id] of ids.entries()) {
      await database.db.$executeRaw`
        UPDATE review_session_output SET position = ${places[2 - at]}::int
        WHERE session_id = ${session.id}::uuid AND output_id = ${id}::uuid`;
    }
    await database.db.$executeRaw`UPDATE review_session SET total = 9001 WHERE id = ${session.id}::uuid`;
    const at = (position: number, id: string) => ({ next: { position, id, isSkipped: false } });
    expect(await next(0, "next")).toEqual(at(4000, second));
    expect(await next(9000, "previous")).toEqual(at(4000, second));
    expect(await next(9000, "next")).toEqual(at(0, third));
    expect(await next(0, "previous")).toEqual(at(9000, first));
    expect(await next(4000, "next")).toEqual(at(9000, first));
    await decide(reviewer, second, "approved");
    expect(await next(0, "next")).toEqual(at(9000, first));
    await skip(session, first);
    expect(await next(0, "next")).toEqual({ next: { position: 9000, id: first, isSkipped: true } });
    await decide(reviewer, third, "approved");
    expect(await next(2000, "next")).toEqual({ next: { position: 9000, id: first, isSkipped: true } });
    await decide(reviewer, first, "approved");
    expect(await next(2000, "next")).toEqual({ next: null });
  });

  test("T-12 a skip changes nothing on the output, is counted, and can be taken back", async () => {
    const [first = ""] = await outputs(2);
    const session = await start();
    expect(await skip(session, first)).toEqual({ output: first, isSkipped: true });
    await skip(session, first);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      skipped: 1,
      counts: { pending: 2, rejected: 0 },
    });
    const { items } = await readWindow(database.db, reviewer, session.id, { from: 0, limit: 10 });
    expect(items.map(({ isSkipped, state, revision }) => [isSkipped, state, revision])).toEqual([
      [true, "pending", 0],
      [false, "pending", 0],
    ]);
    await skip(session, first, false);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({ skipped: 0 });
    await expect(skip(session, newId())).rejects.toMatchObject({ code: "not_found" });
  });

  test("a skipped one that is decided is no longer skipped", async () => {
    const [first = ""] = await outputs(1);
    const session = await start();
    await skip(session, first);
    await decide(reviewer, first, "approved");
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      skipped: 0,
      counts: { approved: 1, pending: 0 },
    });
  });
});

describe("who may", () => {
  test("read a session: members of all its projects; change it: its reviewer", async () => {
    await output();
    const session = await start();
    expect(await readSession(database.db, operator, session.id)).toMatchObject({
      reviewer: { name: reviewer.name },
    });
    await expect(readSession(database.db, stranger, session.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(takeArrivals(session, secondReviewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(takeArrivals(session, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(readSession(database.db, reviewer, "no-id")).rejects.toMatchObject({ code: "not_found" });
  });

  test("list sessions: everybody their own, the latest first", async () => {
    const own = person("Lena", "reviewer");
    await output();
    const first = await start(own);
    const second = await start(own, { kind: "image" });
    const { items } = await listSessions(database.db, own, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await listSessions(database.db, own, { limit: 10, open: "false" })).toMatchObject({ items: [] });
  });
});
