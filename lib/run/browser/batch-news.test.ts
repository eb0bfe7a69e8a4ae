import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import { type BatchEnd, batchWords, followBatches } from "./batch-news.ts";
import { readWatched, watchBatch, wantsNews, wishNews, type TextStore } from "./watched-batches.ts";

const batch = { id: "b1", title: "Abstract card" };
let store: TextStore;
let end: BatchEnd | null;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  store = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  };
  end = null;
  told = [];
});

afterEach(() => void vi.useRealTimers());

const openTab = () =>
  followBatches({
    store,
    readEnd: async () => end,
    tell: (about, how) => void told.push(batchWords(about, how)),
  });

function changed(status: string, batchId = batch.id): Frame {
  const at = "2026-11-28T04:00:00.000Z";
  const data = { status, batchId };
  return { type: "event", event: { id: "1-1", kind: "run.changed", project: "p", subject: "r", data, at } };
}

/** Whatever was to come of the frames has come of them. */
const settled = () => vi.advanceTimersByTimeAsync(60_000);

describe("RUN-12 being told of a batch", () => {
  it("happens once, when it ends", async () => {
    watchBatch(store, batch);
    const tab = openTab();
    tab.hear(changed("succeeded"));
    await settled();
    expect(told, "the others are still to be done").toEqual([]);
    end = "ended";
    tab.hear(changed("succeeded"));
    tab.hear(changed("succeeded"));
    await settled();
    expect(told).toEqual(["“Abstract card” is done."]);
    tab.hear(changed("succeeded"));
    await settled();
    expect(told).toHaveLength(1);
  });

  it("happens with the first failure, and then not again at the end", async () => {
    watchBatch(store, batch);
    const tab = openTab();
    end = "failed";
    tab.hear(changed("failed"));
    await settled();
    expect(told).toEqual(["A run of “Abstract card” failed."]);
    tab.hear(changed("failed"));
    tab.hear(changed("succeeded"));
    await settled();
    expect(told).toHaveLength(1);
  });

  it("happens in one of several tabs, and on the next page when none was open", async () => {
    watchBatch(store, batch);
    end = "ended";
    const tabs = [openTab(), openTab()];
    for (const tab of tabs) tab.check();
    await settled();
    expect(told).toHaveLength(1);
    await settled();
    expect(told).toHaveLength(1);
  });

  it("is opted into, and of other batches nothing is said", async () => {
    expect(wantsNews(store)).toBe(false);
    wishNews(store, true);
    expect(wantsNews(store)).toBe(true);
    wishNews(store, false);
    expect(wantsNews(store)).toBe(false);
    end = "ended";
    openTab().hear(changed("succeeded", "somebody else's"));
    await settled();
    expect(told).toEqual([]);
  });

  it("waits when the server cannot be asked, and survives a store that holds nothing", async () => {
    watchBatch(store, batch);
    const tab = followBatches({
      store,
      readEnd: () => Promise.reject(new Error("offline")),
      tell: () => void told.push("told"),
    });
    tab.check();
    await settled();
    expect(told).toEqual([]);
    expect(readWatched(store)).toEqual([batch]);
    const broken = { getItem: () => "{", setItem: () => undefined, removeItem: () => undefined };
    expect(readWatched(broken)).toEqual([]);
  });
});
