import { describe, expect, it } from "vitest";
import type { OutputView, PanelView } from "#lib/output/output-schema";
import { emptyDesk, isUndecided, reduceDesk, shownState, type Desk } from "#lib/review/browser/desk/desk";
import { sortSelection } from "#lib/review/browser/bulk/eligibility";
import { nextUndecided } from "#lib/review/browser/desk/move-cursor";
import { ownVerdict } from "./own-verdict.ts";
import { sampleDecision, sampleOutput } from "#lib/review/browser/testing/sample-output";
import { countVerdicts, describeStanding, nameTile } from "#lib/review/browser/desk/words";

const rob = { kind: "person", id: "rob", name: "Rob" };
const me = { kind: "person", id: "me" };
const mine = sampleDecision({ verdict: "approved" });
const robs = sampleDecision({ verdict: "rejected", by: rob });

function inPanel(id: string, changes: Partial<PanelView> = {}, row: Partial<OutputView> = {}): OutputView {
  const panel = { reviewers: 2, isBlind: false, given: 0, own: null, others: [], ...changes };
  return sampleOutput(id, { panel, ...row });
}

function deskOf(...items: OutputView[]): Desk {
  return reduceDesk(emptyDesk, { type: "slice-read", from: 0, items, total: items.length });
}

const hoping = (desk: Desk, write: "approved" | "rejected" | "withdrawn") =>
  reduceDesk(desk, { type: "write-began", id: "o1", write });

describe("SES-17 what is hoped for where several decide", () => {
  it("decides nothing yet while another verdict is missing", () => {
    expect(shownState(hoping(deskOf(inPanel("o1")), "approved"), "o1")).toBe("pending");
  });

  it("is the worst of what is known once enough are in", () => {
    const desk = deskOf(inPanel("o1", { given: 1, others: [robs] }));
    expect(shownState(hoping(desk, "approved"), "o1")).toBe("rejected");
    const again = deskOf(inPanel("o1", { given: 2, own: mine, others: [robs] }, { state: "rejected" }));
    expect(shownState(hoping(again, "withdrawn"), "o1")).toBe("pending");
  });

  it("is one's own where the others' may not be seen", () => {
    const desk = deskOf(inPanel("o1", { given: 1, isBlind: true }));
    expect(shownState(hoping(desk, "approved"), "o1")).toBe("approved");
  });
});

describe("SES-17 what waits for a verdict of one's own", () => {
  it("is passed over once one has given it, also while it is on its way, and comes back when it is withdrawn", () => {
    const desk = deskOf(inPanel("o1"), inPanel("o2", { given: 1, own: mine }), inPanel("o3"));
    expect(nextUndecided(desk, 0)).toEqual({ at: 2 });
    expect(isUndecided(hoping(desk, "approved"))("o1")).toBe(false);
    const withdrawing = reduceDesk(desk, { type: "write-began", id: "o2", write: "withdrawn" });
    expect(isUndecided(withdrawing)("o2")).toBe(true);
  });

  it("is told apart in a selection from what others have decided", () => {
    const items = [
      inPanel("o1"),
      inPanel("o2", { given: 1, own: mine }),
      inPanel("o3", { given: 1, isBlind: true }),
    ];
    const selection = new Set(items.map(({ id }) => id));
    const desk = { ...deskOf(...items), selection };
    expect(Object.fromEntries(sortSelection(desk, { verdict: "approved" }, me))).toEqual({
      ready: ["o1", "o3"],
      given: ["o2"],
    });
    expect(Object.fromEntries(sortSelection(desk, { verdict: "reseeded" }, me))).toEqual({
      ready: ["o1"],
      given: ["o2"],
      blind: ["o3"],
    });
  });
});

it("SES-17 an event tells how many verdicts are in and not which; the server's answer then does", () => {
  const told = reduceDesk(deskOf(inPanel("o1")), {
    type: "row-told",
    id: "o1",
    state: "pending",
    revision: 1,
    decision: null,
    given: 1,
  });
  expect(told.rows.get("o1")?.panel).toMatchObject({ given: 1, own: null, others: [] });
  const row = inPanel("o1", { given: 1, others: [robs] }, { revision: 1 });
  expect(reduceDesk(told, { type: "row-read", row }).rows.get("o1")?.panel?.others).toEqual([robs]);
});

it("SES-17 one's own verdict is that of several, or the only one", () => {
  expect(ownVerdict(inPanel("o1", { own: mine, others: [robs] }), "me")).toBe(mine);
  expect(ownVerdict(inPanel("o1", { others: [robs] }), "me")).toBeNull();
  expect(ownVerdict(sampleOutput("o1", { decision: mine }), "me")).toBe(mine);
  expect(ownVerdict(sampleOutput("o1", { decision: robs }), "me")).toBeNull();
});

it("SES-17 the words say how many verdicts are in, and nothing where one decides", () => {
  const now = new Date("2026-11-22T12:00:00.000Z");
  expect(describeStanding(inPanel("o1", { given: 1 }), now)).toBe("Undecided · 1 of 2 verdicts");
  expect(describeStanding(inPanel("o1", { given: 1, own: mine }), now)).toMatch(
    /^Me approved this .* · 1 of 2 verdicts$/,
  );
  expect(describeStanding(sampleOutput("o1"), now)).toBe("Undecided");
  expect(countVerdicts({ reviewers: 2, isBlind: false, given: 3, own: null, others: [] })).toBe("3 verdicts");
  expect(nameTile(inPanel("o1", { given: 1 }), 0, "pending")).toMatch(/undecided, 1 of 2 verdicts$/);
});
