import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import type { SessionDetail } from "#lib/review/session-schema";
import { createReviewSession } from "./review-session.ts";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";
import type { SessionApi } from "./session-api.ts";

const detail: SessionDetail = {
  id: "s1",
  reviewer: { kind: "person", id: "me", name: "Me" },
  scope: { state: "pending", kind: "reviewable" },
  order: "oldest",
  total: 10,
  position: 3,
  isCut: false,
  startedAt: "2026-11-22T10:00:00.000Z",
  usedAt: "2026-11-22T10:00:00.000Z",
  closedAt: null,
  counts: { pending: 10, approved: 0, rejected: 0, reseeded: 0 },
  left: 10,
  skipped: 0,
  arrivals: { own: 0, others: 0 },
};

function setUp({
  named = null as string | null,
  found = detail as SessionDetail | null,
  isResumed = false,
  tab = browserStorage(),
} = {}) {
  const asked: string[] = [];
  let now = found ?? detail;
  const api: SessionApi = {
    start: async () => {
      asked.push("start");
      return { ...now, isResumed };
    },
    read: async (id) => {
      asked.push(`read ${id}`);
      if (found === null) throw new ApiProblem({ code: "not_found", message: "None." });
      return now;
    },
    window: () => Promise.reject(new Error("not here")),
    next: () => Promise.reject(new Error("not here")),
    arrangement: () => Promise.reject(new Error("not here")),
    standings: () => Promise.reject(new Error("not here")),
    twins: () => Promise.reject(new Error("not here")),
    takeArrivals: async () => {
      now = { ...now, total: 12 };
      return now;
    },
    keepPosition: async (id, position) => void asked.push(`stand ${id} ${position}`),
    skip: async (_id, skip) => skip,
    close: () => Promise.reject(new Error("not here")),
  };
  const heard: number[] = [];
  const session = createReviewSession({
    api,
    named,
    scope: {},
    order: "oldest",
    personId: "me",
    tab,
    heard: ({ total }) => void heard.push(total),
  });
  return {
    session,
    asked,
    heard,
    change: (changes: Partial<SessionDetail>) => (now = { ...now, ...changes }),
  };
}

const created = {
  type: "event",
  event: { id: "1-1", kind: "output.created", project: null, subject: "o9", data: {}, at: detail.usedAt },
} as const;

describe("beginning", () => {
  it("SES-11 starts once, however often it is asked, and tells where it was left", async () => {
    const { session, asked } = setUp({ isResumed: true });
    await Promise.all([session.begin(), session.begin()]);
    expect(asked).toEqual(["start"]);
    expect(session.read()).toMatchObject({ isOwn: true, resumedAt: 3, isReload: false });
  });

  it("SES-12 takes the session that the address names, and knows whose it is", async () => {
    const theirs = { ...detail, reviewer: { kind: "person", id: "mara", name: "Mara" } };
    const { session, asked } = setUp({ named: "s1", found: theirs });
    await session.begin();
    expect(asked).toEqual(["read s1"]);
    expect(session.read()).toMatchObject({ isOwn: false, resumedAt: null });
  });

  it("SES-12 starts one's own, and says so, where the named one is not there", async () => {
    const { session, asked } = setUp({ named: "gone", found: null });
    await session.begin();
    expect(asked).toEqual(["read gone", "start"]);
    expect(session.read().isReplaced).toBe(true);
  });
});

it("SES-1 resumes where the page before it in the tab stood, though the server was told of it too late", async () => {
  const tab = browserStorage();
  const before = setUp({ tab });
  await before.session.begin();
  before.session.stand(7);
  before.session.leave();
  const { session, asked } = setUp({ tab, isResumed: true });
  await session.begin();
  expect(session.read()).toMatchObject({ resumedAt: 7, isReload: true });
  expect(asked, "and says it again, lest the first word was lost").toEqual(["start", "stand s1 7"]);
});

describe("its numbers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("SES-9 are the server's, asked for once after a burst", async () => {
    const { session, asked, change } = setUp();
    await session.begin();
    change({ arrivals: { own: 1, others: 2 } });
    for (let index = 0; index < 50; index += 1) session.hear(created);
    expect(session.read().isBehind).toBe(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual(["start", "read s1"]);
    expect(session.read()).toMatchObject({ detail: { arrivals: { own: 1, others: 2 } }, isBehind: false });
  });

  it("of a long list are asked for less often", async () => {
    const { session, asked } = setUp({ found: { ...detail, total: 100_000 } });
    await session.begin();
    session.hear(created);
    await vi.advanceTimersByTimeAsync(1500);
    expect(asked).toEqual(["start"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(["start", "read s1"]);
  });

  it("SES-5 grow by arrivals when those are taken in", async () => {
    const { session, heard } = setUp();
    await session.begin();
    await session.takeArrivals();
    expect(heard).toEqual([10, 12]);
  });

  it("SES-11 the place of the cursor is kept every second, and at once when the page is left", async () => {
    const { session, asked } = setUp();
    await session.begin();
    for (let position = 1; position <= 6; position += 1) {
      session.stand(position);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked).toEqual(["start", "stand s1 4"]);
    session.leave();
    expect(asked).toEqual(["start", "stand s1 4", "stand s1 6"]);
    session.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(3);
  });

  it("the place of the cursor is kept only in an open session of one's own", async () => {
    const closed = setUp({ named: "s1", found: { ...detail, closedAt: detail.usedAt } });
    await closed.session.begin();
    closed.session.stand(4);
    await vi.advanceTimersByTimeAsync(2000);
    expect(closed.asked).toEqual(["read s1"]);
  });
});
