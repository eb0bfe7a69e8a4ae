import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import type { OutputView } from "#lib/output/output-schema";
import { createDeskLoader } from "./desk-loader.ts";
import { createDeskStore } from "./desk-store.ts";
import { createFilterSource, type FetchPage } from "./filter-source.ts";
import { createListArrivals } from "./list-arrivals.ts";
import type { OutputSource } from "./output-source.ts";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A list on the server that pages by position. */
function setUp(ids: string[], pageSize = 2) {
  const stored = ids.map((id) => sampleOutput(id));
  const asked: string[] = [];
  let failure: Error | null = null;
  const desk = createDeskStore();
  const filter = { state: "pending", order: "oldest" } as const;
  const fetchPage: FetchPage = async ({ order, ids }, { cursor }) => {
    asked.push(ids === undefined ? `${order} from ${cursor ?? "start"}` : `ids ${ids}`);
    if (failure) throw failure;
    if (ids !== undefined) {
      return { items: stored.filter(({ id }) => ids.split(",").includes(id)), nextCursor: null };
    }
    const rows = stored.filter(({ state }) => state === "pending");
    const list = order === "newest" ? rows.toReversed() : rows;
    const from = Number(cursor ?? 0);
    const end = from + pageSize;
    return { items: list.slice(from, end), nextCursor: end < list.length ? String(end) : null };
  };
  const source = createFilterSource(filter, fetchPage);
  const arrivals = createListArrivals(desk, filter, fetchPage);
  const loader = createDeskLoader({ desk, source, arrivals, state: filter.state });
  const fail = (error: Error | null) => void (failure = error);
  return { desk, loader, stored, asked, fail };
}

const settle = () => vi.advanceTimersByTimeAsync(1000);

function told(kind: "output.created" | "output.changed", row: OutputView): Frame {
  const { id: subject, state, revision, decision, runId } = row;
  const data = { state, revision, decision, runId };
  return { type: "event", event: { id: "1-1", kind, project: "p", subject, data, at: row.createdAt } };
}

describe("reading the list", () => {
  it("reads page by page to the end, one at a time", async () => {
    const { desk, loader, asked } = setUp(["o1", "o2", "o3"]);
    loader.start();
    await settle();
    await Promise.all([loader.more(), loader.more()]);
    await settle();
    await loader.more();
    expect(desk.read().order).toEqual(["o1", "o2", "o3"]);
    expect(asked).toEqual(["oldest from start", "oldest from 2"]);
  });

  it("says what failed, and goes on from there when asked again", async () => {
    const { desk, loader, fail } = setUp(["o1"]);
    fail(new Error("away"));
    loader.start();
    await settle();
    expect(desk.read().failure).toEqual(new Error("away"));
    fail(null);
    await loader.more();
    expect(desk.read()).toMatchObject({ failure: null, order: ["o1"] });
  });

  it("survives being stopped and started again while the first page is on its way", async () => {
    const { desk, loader } = setUp(["o1"]);
    loader.start()();
    loader.start();
    await settle();
    expect(desk.read().order).toEqual(["o1"]);
  });
});

describe("events", () => {
  it("T-13 puts arrivals behind the pill: no position changes", async () => {
    const { desk, loader, stored } = setUp(["o1", "o2"]);
    loader.start();
    await settle();
    for (const id of ["o3", "o4", "o5"]) {
      stored.push(sampleOutput(id));
      loader.hear(told("output.created", sampleOutput(id)));
    }
    await settle();
    expect(desk.read().order).toEqual(["o1", "o2"]);
    expect(desk.read().arrivals.map(({ id }) => id)).toEqual(["o3", "o4", "o5"]);
  });

  it("shows the first arrival at once where there was nothing to move", async () => {
    const { desk, loader, stored } = setUp([]);
    loader.start();
    await settle();
    stored.push(sampleOutput("o1"));
    loader.hear(told("output.created", sampleOutput("o1")));
    await settle();
    expect(desk.read()).toMatchObject({ order: ["o1"], cursor: "o1", arrivals: [] });
  });

  it("counts no arrival that the filter does not let in", async () => {
    const { desk, loader, asked } = setUp(["o1"]);
    loader.start();
    await settle();
    loader.hear(told("output.changed", decided(sampleOutput("o7"))));
    loader.hear(told("output.created", sampleOutput("elsewhere")));
    await settle();
    expect(desk.read().arrivals).toEqual([]);
    expect(asked.filter((line) => line.startsWith("newest"))).toHaveLength(1);
  });

  it("shows another reviewer's verdict in place", async () => {
    const { desk, loader } = setUp(["o1", "o2"]);
    loader.start();
    await settle();
    loader.hear(told("output.changed", decided(sampleOutput("o2"), { verdict: "rejected" })));
    expect(desk.read().rows.get("o2")).toMatchObject({ state: "rejected", revision: 1 });
    expect(desk.read().order).toEqual(["o1", "o2"]);
  });

  it("reads every listed output again when the stream cannot say what was missed", async () => {
    const { desk, loader, stored } = setUp(["o1", "o2"]);
    loader.start();
    await settle();
    stored[1] = decided(sampleOutput("o2"));
    loader.hear({ type: "reset", id: "9-9" });
    await settle();
    expect(desk.read().rows.get("o2")?.state).toBe("approved");
  });
});

describe("a stream that begins after the list was asked for", () => {
  it("tells nobody what happened in between, so the list is read again", async () => {
    const { desk, loader, stored } = setUp(["o1", "o2"]);
    loader.start();
    await settle();
    stored[1] = decided(sampleOutput("o2"));
    loader.hear({ type: "ready", id: "9-9" });
    await settle();
    expect(desk.read().rows.get("o2")?.state).toBe("approved");
  });

  it("keeps what was read where it cannot be read again", async () => {
    const { desk, loader, fail } = setUp(["o1", "o2"]);
    loader.start();
    await settle();
    fail(new Error("away"));
    loader.hear({ type: "ready", id: "9-9" });
    await settle();
    expect(desk.read()).toMatchObject({ failure: null, order: ["o1", "o2"] });
  });

  it("reads what is on its way once more when it is there: it may be older than the stream", async () => {
    const desk = createDeskStore();
    const answers: (() => void)[] = [];
    let isDecided = false;
    const source: OutputSource = {
      read: async () => {
        const row = sampleOutput("o1");
        const items = [isDecided ? decided(row) : row];
        await new Promise<void>((answer) => answers.push(answer));
        return { type: "slice", from: 0, items, total: 1 };
      },
      locate: async () => null,
      findUndecided: async () => null,
    };
    const loader = createDeskLoader({ desk, source });
    loader.start();
    isDecided = true;
    loader.hear({ type: "ready", id: "9-9" });
    answers[0]?.();
    await settle();
    answers[1]?.();
    await settle();
    expect(desk.read().rows.get("o1")?.state).toBe("approved");
  });
});

describe("a list of known length", () => {
  function setUpLong(total = 10_000, more: Partial<OutputSource> = {}) {
    const asked: number[] = [];
    const desk = createDeskStore();
    const source: OutputSource = {
      read: async (from, limit) => {
        asked.push(from);
        const count = Math.max(0, Math.min(limit, total - from));
        const items = Array.from({ length: count }, (_, index) => sampleOutput(`o${from + index}`));
        return { type: "slice", from, items, total };
      },
      locate: async () => 4321,
      findUndecided: async (from) => from,
      ...more,
    };
    return { desk, loader: createDeskLoader({ desk, source }), asked };
  }

  it("BOX-8 takes in what a frozen list does not hold behind its end, whatever its age", async () => {
    const { desk, loader } = setUpLong(3, { isFrozen: true, locate: async () => null });
    loader.start();
    await settle();
    await loader.show(sampleOutput("older", { createdAt: "2020-01-01T00:00:00.000Z" }));
    expect(desk.read()).toMatchObject({ order: ["o0", "o1", "o2", "older"], listed: 3, cursor: "older" });
  });

  it("reads what is in sight first, and only there", async () => {
    const { desk, loader, asked } = setUpLong();
    loader.start();
    await settle();
    loader.want(5030, 5070);
    await settle();
    expect(asked).toEqual([0, 5000, 4900, 5100]);
    expect(desk.read().rows.has("o5050")).toBe(true);
  });

  it("drops what was passed on the way", async () => {
    const { loader, asked } = setUpLong();
    loader.start();
    await settle();
    for (let at = 1000; at <= 9000; at += 1000) loader.want(at, at + 30);
    await settle();
    expect(asked).toHaveLength(1 + 2 + 2);
    expect(asked.slice(-2)).toEqual([9000, 8900]);
  });

  it("takes an output in at its position, which only the server knows", async () => {
    const { desk, loader } = setUpLong();
    loader.start();
    await settle();
    await loader.show(sampleOutput("o4321"));
    expect(desk.read()).toMatchObject({ cursor: "o4321" });
    expect(desk.read().order).toHaveLength(10_000);
    expect(desk.read().order[4321]).toBe("o4321");
  });

  it("does not ask again and again for rows that the server does not give", async () => {
    const { desk, loader, asked } = setUpLong(10);
    desk.dispatch({ type: "slice-read", from: 0, items: [sampleOutput("o0")], total: 50 });
    loader.want(0, 40);
    await settle();
    expect(asked).toEqual([0]);
  });
});
