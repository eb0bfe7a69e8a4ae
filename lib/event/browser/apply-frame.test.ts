import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runKeys } from "#lib/run/run-queries";
import type { RunView } from "#lib/run/run-schema";
import { serverKeys } from "#lib/server/server-queries";
import { applyProgress, frameApplier, staleKeys } from "./apply-frame.ts";
import { parseFrame } from "./frame.ts";
import { retryDelayMs } from "./retry-ladder.ts";

const event = {
  id: "1-1",
  project: null,
  subject: "o1",
  data: { runId: "r1" },
  at: "2026-11-22T10:00:00.000Z",
};
const progress = { runId: "r1", node: null, step: 3, steps: 10, previewUrl: null };
const running = { id: "r1", status: "running", progress: null } as RunView;

describe("what an event makes old", () => {
  it("is the output, the lists it may be in, and its run", () => {
    expect(staleKeys({ ...event, kind: "output.changed" })).toEqual([
      ["outputs", "detail", "o1"],
      ["outputs", "list"],
      ["outputs", "stack"],
      ["runs", "list"],
      ["runs", "detail", "r1"],
    ]);
  });
});

describe("progress", () => {
  it("RUN-3 is written into the run and never goes backwards", () => {
    const client = new QueryClient();
    client.setQueryData(runKeys.detail("r1"), running);
    applyProgress(client, { ...progress, fraction: 0.6 });
    applyProgress(client, { ...progress, fraction: 0.2 });
    expect(client.getQueryData<RunView>(runKeys.detail("r1"))?.progress?.fraction).toBe(0.6);
  });

  it("reaches the run in its list, and leaves a run alone that has ended", () => {
    const client = new QueryClient();
    const ended = { ...running, id: "r2", status: "succeeded" } as RunView;
    client.setQueryData(runKeys.list({}), {
      pages: [{ items: [running, ended], nextCursor: null }],
      pageParams: [null],
    });
    applyProgress(client, { ...progress, fraction: 0.5 });
    applyProgress(client, { ...progress, runId: "r2", fraction: 0.5 });
    expect(client.getQueryData(runKeys.list({}))).toMatchObject({
      pages: [{ items: [{ progress: { fraction: 0.5 } }, { progress: null }] }],
    });
  });
});

describe("progress of a run on the servers screen", () => {
  it("moves the slot that works on it, and nothing else", () => {
    const client = new QueryClient();
    const slot = (id: string) => ({ slot: 0, run: { id, fraction: 0.2, node: null } });
    const servers = {
      pools: [],
      items: [{ running: [slot("r1")] }, { running: [slot("r2"), { run: null }] }],
    };
    client.setQueryData(serverKeys.all, servers);
    applyProgress(client, { ...progress, fraction: 0.5, node: { id: "3", title: "Sampler" } });
    applyProgress(client, { ...progress, fraction: 0.1 });
    expect(client.getQueryData(serverKeys.all)).toMatchObject({
      items: [
        { running: [{ run: { fraction: 0.5, node: "Sampler" } }] },
        { running: [{ run: { fraction: 0.2 } }, { run: null }] },
      ],
    });
    const before = client.getQueryData(serverKeys.all);
    applyProgress(client, { ...progress, runId: "elsewhere", fraction: 0.9 });
    expect(client.getQueryData(serverKeys.all)).toBe(before);
  });
});

describe("a burst of events", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("marks each key once", async () => {
    const client = new QueryClient();
    const marked = vi.spyOn(client, "invalidateQueries");
    const take = frameApplier(client);
    for (let index = 0; index < 500; index += 1)
      take({ type: "event", event: { ...event, kind: "run.created" } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(marked.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([
      ["runs", "list"],
      ["runs", "quota"],
      ["servers"],
      ["outputs", "stack"],
    ]);
  });

  it("marks everything when the stream could not resume", () => {
    const client = new QueryClient();
    const marked = vi.spyOn(client, "invalidateQueries");
    frameApplier(client)({ type: "reset", id: "2-0" });
    expect(marked).toHaveBeenCalledExactlyOnceWith();
  });
});

describe("reading the stream", () => {
  it("knows events, progress and reset, and passes over what is new or broken", () => {
    expect(parseFrame("run.changed", JSON.stringify(event), "3-4")).toMatchObject({
      type: "event",
      event: { id: "3-4" },
    });
    expect(parseFrame("progress", JSON.stringify({ ...progress, fraction: 0.5 }), "")).toMatchObject({
      type: "progress",
    });
    expect(parseFrame("reset", "{}", "8-0")).toEqual({ type: "reset", id: "8-0" });
    expect(parseFrame("run.exploded", JSON.stringify(event), "3-5")).toBeNull();
    expect(parseFrame("run.changed", "{", "3-6")).toBeNull();
    expect(parseFrame("constructor", JSON.stringify(event), "3-7")).toBeNull();
  });

  it("waits longer after each failure, to a limit, and not all browsers alike", () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => retryDelayMs(failures, 0.5))).toEqual([
      500, 1000, 2000, 5000, 10_000, 10_000,
    ]);
    expect(retryDelayMs(1, 0)).toBe(375);
  });
});
