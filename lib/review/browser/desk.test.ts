import { describe, expect, it } from "vitest";
import { countStates, emptyDesk, reduceDesk, shownState, type Desk, type DeskAction } from "./desk.ts";
import { decided, sampleDecision, sampleOutput } from "./testing/sample-output.ts";

const outputs = ["o1", "o2", "o3"].map((id) => sampleOutput(id));

function deskAfter(...actions: DeskAction[]): Desk {
  const read: DeskAction = { type: "page-read", items: outputs, nextCursor: null };
  return [read, ...actions].reduce(reduceDesk, emptyDesk);
}

describe("the frozen list", () => {
  it("begins at its first output and never holds one twice", () => {
    const desk = deskAfter({ type: "page-read", items: [...outputs, sampleOutput("o4")], nextCursor: null });
    expect(desk.order).toEqual(["o1", "o2", "o3", "o4"]);
    expect(desk.cursor).toBe("o1");
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
      { type: "put-back", row: sampleOutput("o2") },
      { type: "put-back", row: sampleOutput("o0") },
    );
    expect(desk.order).toEqual(["o0", "o1", "o2", "o3"]);
    expect(desk.cursor).toBe("o0");
  });
});

describe("what the server says and what is hoped", () => {
  it("TILE-9 shows the hoped verdict, and counts only what the server has", () => {
    const desk = deskAfter({ type: "write-began", id: "o1", write: "rejected" });
    expect(shownState(desk, "o1")).toBe("rejected");
    expect(countStates(desk)).toEqual({ pending: 3, approved: 0, rejected: 0, reseeded: 0 });
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
