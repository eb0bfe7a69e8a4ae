import { describe, expect, test } from "vitest";
import type { ServersView, ServerView } from "./server-schema.ts";
import { whereToRun } from "./where-to-run.ts";

function server(change: Partial<ServerView>): ServerView {
  return {
    id: "a",
    name: "one",
    pool: "default",
    health: "ready",
    reason: null,
    since: "2026-11-22T12:00:00Z",
    version: null,
    slots: 1,
    slotsInUse: 0,
    weight: 1,
    drained: false,
    drainedSince: null,
    running: [],
    lastSeenAt: null,
    warnings: [],
    medianSeconds: null,
    lastHour: [],
    lastDay: { ended: 0, failed: 0, gpuSeconds: 0 },
    lastErrors: [],
    ...change,
  };
}

const view = (...items: ServerView[]): ServersView => ({ pools: [], items, nextCursor: null });

describe("a form says where its runs will go", () => {
  test("ready servers of the pool, and how many are free", () => {
    const servers = view(server({}), server({ health: "busy", slotsInUse: 1 }), server({ pool: "flux" }));
    expect(whereToRun(servers, "default")).toEqual({
      canStart: true,
      text: "On pool default: 2 servers ready, 1 free now",
    });
  });

  test.each([
    ["no server at all", view(), null, "There is no server yet"],
    ["none in the pool", view(server({})), "flux", "There is no server in pool flux yet"],
    ["all down", view(server({ health: "down" })), null, "No server can be reached"],
    ["one degraded", view(server({ health: "degraded" })), null, "No server takes runs right now"],
    ["all drained", view(server({ drained: true })), null, "Every server is drained"],
  ])("%s: runs will wait, and it says so", (_case, servers, pool, text) => {
    const where = whereToRun(servers, pool);
    expect(where.canStart).toBe(false);
    expect(where.text).toContain(text);
    expect(where.text).toContain("Runs will wait");
  });
});
