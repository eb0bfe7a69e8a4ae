import { describe, expect, it } from "vitest";
import { emptyDesk, reduceDesk, shownState, type Desk } from "./desk.ts";
import type { DeskAction } from "./desk-action.ts";
import { decided, sampleDecision, sampleOutput } from "#lib/review/browser/testing/sample-output";

const outputs = ["o1", "o2", "o3"].map((id) => sampleOutput(id));

function deskAfter(...actions: DeskAction[]): Desk {
  const read: DeskAction = { type: "page-read", items: outputs, isWhole: true };
  return [read, ...actions].reduce(reduceDesk, emptyDesk);
}

describe("the frozen list", () => {
  it("begins at its first output and never holds one twice", () => {
    const desk = deskAfter({ type: "page-read", items: [...outputs, sampleOutput("o4")], isWhole: true });
    expect(desk.order).toEqual(["o1", "o2", "o3", "o4"]);
    expect(desk.cursor).toBe("o1");
  });

  it("BOX-8 has no cursor anywhere else while a picture that was asked for is on its way", () => {
    const read: DeskAction = { type: "page-read", items: outputs, isWhole: true };
    const seeking = [{ type: "seeking" } as const, read].reduce<Desk>(reduceDesk, emptyDesk);
    expect(seeking).toMatchObject({ cursor: null, goal: "seeking" });
    const found = reduceDesk(seeking, { type: "put-back", row: sampleOutput("o9"), at: "end" });
    expect(found).toMatchObject({ cursor: "o9", goal: null });
    expect(reduceDesk(seeking, { type: "sought" }), "it is not to be had").toMatchObject({
      cursor: "o1",
      goal: null,
    });
  });

  it("SES-4 keeps arrivals out until they are asked for", () => {
    const desk = deskAfter(
      { type: "moved", to: "o2" },
      { type: "arrived", items: [sampleOutput("o9"), sampleOutput("o2")] },
    );
    expect(desk.order).toEqual(["o1", "o2", "o3"]);
    expect(desk.arrivals.map(({ id }) => id)).toEqual(["o9"]);
    expect(desk.cursor).toBe("o2");
  });

  it("SES-5 appends arrivals at the tail and moves nothing", () => {
    const desk = deskAfter(
      { type: "moved", to: "o2" },
      { type: "arrived", items: [sampleOutput("o9")] },
      { type: "arrivals-shown" },
    );
    expect(desk.order).toEqual(["o1", "o2", "o3", "o9"]);
    expect(desk).toMatchObject({ arrivals: [], cursor: "o2" });
  });

  it("SES-6 leaves a decided output where it was", () => {
    const desk = deskAfter(
      { type: "write-began", id: "o1", write: "approved" },
      { type: "write-ended", id: "o1", row: decided(sampleOutput("o1")) },
    );
    expect(desk.order).toEqual(["o1", "o2", "o3"]);
    expect(shownState(desk, "o1")).toBe("approved");
  });

  it("takes an undone output back where its age puts it, as the current one", () => {
    const desk = deskAfter(
      { type: "put-back", row: sampleOutput("o2"), at: "age" },
      { type: "put-back", row: sampleOutput("o0"), at: "age" },
    );
    expect(desk.order).toEqual(["o0", "o1", "o2", "o3"]);
    expect(desk.cursor).toBe("o0");
  });
});

describe("what the server says and what is hoped", () => {
  it("TILE-9 shows the hoped verdict, which is not yet the server's word", () => {
    const desk = deskAfter({ type: "write-began", id: "o1", write: "rejected" });
    expect(shownState(desk, "o1")).toBe("rejected");
    expect(desk.rows.get("o1")?.state).toBe("pending");
  });

  it("TILE-8 returns to the former state when the write fails", () => {
    const desk = deskAfter(
      { type: "write-began", id: "o1", write: "rejected" },
      { type: "write-ended", id: "o1" },
    );
    expect(shownState(desk, "o1")).toBe("pending");
    expect(desk.writes.size).toBe(0);
  });

  it("shows somebody else's verdict from an event, in place", () => {
    const decision = sampleDecision({ by: { kind: "person", id: "mara", name: "Mara" } });
    const desk = deskAfter({ type: "row-told", id: "o2", state: "approved", revision: 1, decision });
    expect(desk.rows.get("o2")).toMatchObject({ state: "approved", revision: 1, decision });
    expect(desk.order).toEqual(["o1", "o2", "o3"]);
  });

  it("lets no older event or answer overwrite a newer one", () => {
    const newer = decided(decided(sampleOutput("o1")), { verdict: "rejected" });
    const desk = deskAfter(
      { type: "row-read", row: newer },
      { type: "row-told", id: "o1", state: "approved", revision: 1, decision: sampleDecision() },
      { type: "row-read", row: sampleOutput("o1") },
    );
    expect(desk.rows.get("o1")).toEqual(newer);
  });

  it("SES-16 shows the stored verdict of a conflict and keeps what was wanted", () => {
    const current = decided(sampleOutput("o1"), { by: { kind: "person", id: "mara", name: "Mara" } });
    const desk = deskAfter(
      { type: "write-began", id: "o1", write: "rejected" },
      { type: "conflicted", id: "o1", conflict: { wanted: "rejected", current } },
    );
    expect(shownState(desk, "o1")).toBe("approved");
    expect(desk.conflicts.get("o1")).toMatchObject({ wanted: "rejected" });
    expect(reduceDesk(desk, { type: "conflict-settled", id: "o1" }).conflicts.size).toBe(0);
  });
});

describe("a long list, of which only a part is in memory", () => {
  const row = (at: number) => sampleOutput(`o${at}`, { id: `o${at}` });
  const slice = (from: number, count: number, total = 100_000): DeskAction => ({
    type: "slice-read",
    from,
    items: Array.from({ length: count }, (_, index) => row(from + index)),
    total,
  });
  const read = (...actions: DeskAction[]) => actions.reduce(reduceDesk, emptyDesk);

  it("has its whole length from the first rows on, and the rest as places", () => {
    const desk = read(slice(0, 100));
    expect(desk.order).toHaveLength(100_000);
    expect([desk.order[99], desk.order[100]]).toEqual(["o99", null]);
    expect(desk).toMatchObject({ cursor: "o0", isWhole: true, isRead: true });
  });

  it("keeps the cursor until the row is there that it is going to", () => {
    const going = read(slice(0, 100), { type: "moved-to", position: 70_000 });
    expect(going).toMatchObject({ cursor: "o0", goal: 70_000 });
    const there = reduceDesk(going, slice(69_900, 200));
    expect(there).toMatchObject({ cursor: "o70000", goal: null });
  });

  it("forgets rows far away, but none that is being written, that conflicts or has the cursor", () => {
    const windows = Array.from({ length: 30 }, (_, index) => slice(index * 100, 100));
    const desk = read(
      ...windows,
      { type: "moved", to: "o5" },
      { type: "write-began", id: "o900", write: "approved" },
      { type: "selected", id: "o950" },
      { type: "evicted", around: 2900 },
    );
    expect(desk.rows.size).toBeLessThan(1500);
    expect(["o5", "o900", "o2900"].map((id) => desk.rows.has(id))).toEqual([true, true, true]);
    expect(desk.rows.has("o950")).toBe(false);
    expect(desk.standings.get("o950")).toMatchObject({ state: "pending", revision: 0 });
    expect(desk.order[1000]).toBe("o1000");
  });

  it("learns of verdicts on a selected output whose row it forgot", () => {
    const standings = [sampleOutput("far")];
    const desk = read(
      slice(0, 100),
      { type: "selection-made", ids: ["far"], standings },
      { type: "row-told", id: "far", state: "rejected", revision: 1, decision: null },
    );
    expect(shownState(desk, "far")).toBe("rejected");
  });

  it("SES-5 grows at its tail, before what was taken in from outside", () => {
    const desk = read(
      slice(0, 3, 3),
      { type: "put-back", row: sampleOutput("guest"), at: "end" },
      { type: "extended", total: 5 },
      { type: "slice-read", from: 3, items: [sampleOutput("o8"), sampleOutput("o9")], total: 5 },
    );
    expect(desk.order).toEqual(["o0", "o1", "o2", "o8", "o9", "guest"]);
    expect(desk.positions.get("guest")).toBe(5);
  });

  it("holds nothing twice when an output from outside turns out to be listed", () => {
    const desk = read(
      slice(0, 2, 3),
      { type: "put-back", row: sampleOutput("o2"), at: "end" },
      { type: "slice-read", from: 2, items: [sampleOutput("o2")], total: 3 },
    );
    expect(desk.order).toEqual(["o0", "o1", "o2"]);
    expect(desk.positions.get("o2")).toBe(2);
  });
});
