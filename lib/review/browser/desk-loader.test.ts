import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import type { OutputView } from "#lib/output/output-schema";
import { createDeskLoader } from "./desk-loader.ts";
import { createDeskStore } from "./desk-store.ts";
import { decided, sampleOutput } from "./testing/sample-output.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A list on the server that pages by position. */
function setUp(ids: string[], pageSize = 2) {
  const stored = ids.map((id) => sampleOutput(id));
  const asked: string[] = [];
  let failure: Error | null = null;
  const desk = createDeskStore();
  const loader = createDeskLoader({
    desk,
    filter: { state: "pending", order: "oldest" },
    fetchPage: async ({ order }, { cursor }) => {
      asked.push(`${order} from ${cursor ?? "start"}`);
      if (failure) throw failure;
      const rows = stored.filter(({ state }) => state === "pending");
      const list = order === "newest" ? rows.toReversed() : rows;
      const from = Number(cursor ?? 0);
      const end = from + pageSize;
      return { items: list.slice(from, end), nextCursor: end < list.length ? String(end) : null };
    },
    fetchOne: async (id) => stored.find((row) => row.id === id) ?? sampleOutput(id),
  });
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
