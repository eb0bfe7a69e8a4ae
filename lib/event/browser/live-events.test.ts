import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "./frame.ts";
import { readConnection } from "./connection.ts";
import { startLiveEvents } from "./live-events.ts";

/** What the browser's EventSource does, driven by hand. */
class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  static get open(): FakeSource[] {
    return FakeSource.all.filter((source) => !source.isClosed);
  }
  url: string;
  isClosed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }
  send(name: string, data: unknown, lastEventId = "") {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }));
  }
  close() {
    this.isClosed = true;
  }
}

const stops: (() => void)[] = [];

/** A tab of one browser: Node shares locks and channels within the process as a browser does between its tabs. */
function openTab() {
  const frames: Frame[] = [];
  const stop = startLiveEvents((frame) => void frames.push(frame));
  stops.push(stop);
  return { frames, stop };
}

beforeEach(() => {
  FakeSource.all = [];
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("window", new EventTarget());
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await vi.waitFor(() => expect(FakeSource.open).toEqual([]));
  vi.unstubAllGlobals();
});

const changed = { subject: "r1", data: {}, project: null, at: "2026-11-22T10:00:00.000Z" };
const source = () => vi.waitFor(() => FakeSource.open[0] ?? Promise.reject(new Error("no stream")));

describe("live events", () => {
  it("opens one stream for all tabs, and every tab hears every frame", async () => {
    const first = openTab();
    const stream = await source();
    const second = openTab();
    stream.onopen?.();
    stream.send("run.changed", changed, "5-1");
    stream.send("progress", { runId: "r1", fraction: 0.5, node: null, step: 1, steps: 2, previewUrl: null });
    await vi.waitFor(() => expect(second.frames).toHaveLength(2));
    expect(first.frames).toEqual(second.frames);
    expect(first.frames[0]).toMatchObject({ type: "event", event: { kind: "run.changed", id: "5-1" } });
    expect(FakeSource.all).toHaveLength(1);
    expect(readConnection()).toBe("live");
  });

  it("RUN-11 lets another tab take over where the first one stopped", async () => {
    const first = openTab();
    const stream = await source();
    const second = openTab();
    stream.send("run.changed", changed, "7-3");
    await vi.waitFor(() => expect(second.frames).toHaveLength(1));
    first.stop();
    await vi.waitFor(() => expect(FakeSource.all).toHaveLength(2));
    expect(FakeSource.all[0]?.isClosed).toBe(true);
    expect(FakeSource.all[1]?.url).toBe("/api/v1/events?lastEventId=7-3");
  });

  it("RUN-11 begins again from the last id after an error, and says that it does", async () => {
    openTab();
    const stream = await source();
    stream.onopen?.();
    stream.send("ready", {}, "9-0");
    stream.onerror?.();
    expect(readConnection()).toBe("reconnecting");
    await vi.waitFor(() => expect(FakeSource.all).toHaveLength(2), { timeout: 3000 });
    expect(FakeSource.all[1]?.url).toBe("/api/v1/events?lastEventId=9-0");
    FakeSource.all[1]?.onopen?.();
    expect(readConnection()).toBe("live");
  });

  it("opens nothing when it is stopped before its turn comes", async () => {
    openTab().stop();
    openTab();
    await source();
    expect(FakeSource.all).toHaveLength(1);
  });
});
