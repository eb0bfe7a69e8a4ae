import { describe, expect, it } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { Decide, UndoAnswer } from "#lib/review/decision-schema";
import { shownState } from "./desk.ts";
import { createDeskStore } from "./desk-store.ts";
import { createJudge, type News } from "./judge.ts";
import { createSitting } from "./sitting.ts";
import type { VerdictApi } from "./verdict-api.ts";
import { decided, sampleOutput } from "./testing/sample-output.ts";

/** A server in miniature: the rules of revisions, and answers that a test can make fail. */
function setUp(ids = ["o1", "o2"]) {
  const stored = new Map(ids.map((id) => [id, sampleOutput(id)]));
  const faults: ((before: OutputView) => Error | null)[] = [];
  const sent: string[] = [];
  const held: Promise<void>[] = [];
  const get = (id: string) => stored.get(id) ?? sampleOutput(id);
  async function write(
    id: string,
    expected: number,
    change: (now: OutputView) => OutputView,
  ): Promise<OutputView> {
    await held.shift();
    const fault = faults.shift()?.(get(id));
    if (fault) throw fault;
    if (get(id).revision !== expected) throw conflictWith(get(id));
    stored.set(id, change(get(id)));
    return get(id);
  }
  const api: VerdictApi = {
    decide: (id, { verdict, expected, note }: Decide) => {
      sent.push(`${verdict} ${id} on ${expected}`);
      return write(id, expected, (now) => decided(now, { verdict, note: note ?? null }));
    },
    undo: async (id, expected): Promise<UndoAnswer> => {
      sent.push(`undo ${id} on ${expected}`);
      const after = await write(id, expected, (now) => decided(now, { verdict: "withdrawn" }));
      return { ...after, children: { canceled: 0, started: 0 } };
    },
    decideMany: () => Promise.reject(new Error("not here")),
  };
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: [...stored.values()], isWhole: true });
  const sitting = createSitting(undefined, "me");
  const news: News[] = [];
  const waits: number[] = [];
  const judge = createJudge({
    desk,
    sitting,
    api,
    personId: "me",
    find: async (id) => get(id),
    show: async (row) => desk.dispatch({ type: "put-back", row, at: "age" }),
    wait: async (ms) => void waits.push(ms),
    tell: (item) => void news.push(item),
  });
  return {
    judge,
    desk,
    sitting,
    stored,
    faults,
    held,
    sent,
    news,
    waits,
    state: (id: string) => shownState(desk.read(), id),
  };
}

function conflictWith(current: OutputView): ApiProblem {
  return new ApiProblem({ code: "conflict", message: "Somebody was faster.", current });
}

const offline = () => new ApiProblem({ code: "offline", message: "Away.", retryable: true });

describe("giving a verdict", () => {
  it("TILE-8 shows it before the server has answered", async () => {
    const { judge, state, desk } = setUp();
    const given = judge.give("o1", { verdict: "approved" });
    expect(state("o1")).toBe("approved");
    expect(desk.read().writes.get("o1")).toBe("approved");
    await given;
    expect(desk.read().writes.size).toBe(0);
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "approved", revision: 1 });
  });

  it("T-9 puts the tile back, forgets the step and says so when the server refuses", async () => {
    const { judge, state, faults, news, sitting } = setUp();
    faults.push(() => new ApiProblem({ code: "internal", message: "Broken." }));
    await judge.give("o1", { verdict: "approved" });
    expect(state("o1")).toBe("pending");
    expect(sitting.last()).toBeUndefined();
    expect(news).toMatchObject([{ type: "failed", id: "o1", problem: { message: "Broken." } }]);
  });

  it("T-10 sends again when the answer was lost, and gives up after the ladder", async () => {
    const { judge, faults, state, waits, news } = setUp();
    faults.push(offline, offline);
    await judge.give("o1", { verdict: "rejected", reason: "r3" });
    expect(state("o1")).toBe("rejected");
    expect(waits).toEqual([400, 1200]);
    faults.push(offline, offline, offline, offline);
    await judge.give("o2", { verdict: "approved" });
    expect(state("o2")).toBe("pending");
    expect(news.at(-1)).toMatchObject({ type: "failed", id: "o2" });
  });

  it("SES-16 keeps what somebody else decided and what was wanted here", async () => {
    const { judge, stored, state, desk, news } = setUp();
    stored.set("o1", decided(sampleOutput("o1"), { by: { kind: "person", id: "mara", name: "Mara" } }));
    await judge.give("o1", { verdict: "rejected", reason: "r3", note: "hands" });
    expect(state("o1")).toBe("approved");
    expect(desk.read().conflicts.get("o1")).toMatchObject({
      wanted: "rejected",
      reason: "r3",
      note: "hands",
    });
    expect(news).toMatchObject([{ type: "conflict", id: "o1" }]);
  });

  it("decides again on what now stands once the conflict was seen", async () => {
    const { judge, stored, state, sent, desk } = setUp();
    stored.set("o1", decided(sampleOutput("o1"), { by: { kind: "person", id: "mara", name: "Mara" } }));
    await judge.give("o1", { verdict: "rejected" });
    await judge.give("o1", { verdict: "rejected" });
    expect(sent).toEqual(["rejected o1 on 0", "rejected o1 on 1"]);
    expect(state("o1")).toBe("rejected");
    expect(desk.read().conflicts.size).toBe(0);
  });
});

describe("undo", () => {
  it("T-8 takes the last verdict back and makes its output the current one", async () => {
    const { judge, desk, state } = setUp();
    await judge.give("o1", { verdict: "approved" });
    desk.dispatch({ type: "moved", to: "o2" });
    const undone = judge.undo();
    expect(state("o1")).toBe("pending");
    expect(desk.read().cursor).toBe("o1");
    await undone;
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "pending", revision: 2, decision: null });
  });

  it("KEY-13 goes back one verdict at a time, and then there is nothing", async () => {
    const { judge, sent, sitting } = setUp();
    await judge.give("o1", { verdict: "approved" });
    await judge.give("o2", { verdict: "rejected" });
    await judge.undo();
    await judge.undo();
    await judge.undo();
    expect(sent.slice(2)).toEqual(["undo o2 on 1", "undo o1 on 1"]);
    expect(sitting.last()).toBeUndefined();
  });

  it("approve, undo, reject in one breath arrive in that order", async () => {
    const { judge, sent, held, state } = setUp();
    const gate = Promise.withResolvers<void>();
    held.push(gate.promise);
    const all = [
      judge.give("o1", { verdict: "approved" }),
      judge.undo(),
      judge.give("o1", { verdict: "rejected" }),
    ];
    expect(state("o1")).toBe("rejected");
    gate.resolve();
    await Promise.all(all);
    expect(sent).toEqual(["approved o1 on 0", "undo o1 on 1", "rejected o1 on 2"]);
    expect(state("o1")).toBe("rejected");
  });

  it("KEY-13 works on an output that is no longer listed, and lists it again", async () => {
    const { judge, desk, sitting, stored } = setUp(["o2"]);
    stored.set("o1", decided(sampleOutput("o1")));
    sitting.push({ outputs: ["o1"], verdict: "approved", label: "…551615" });
    await judge.undo();
    expect(desk.read().order).toEqual(["o1", "o2"]);
    expect(desk.read().cursor).toBe("o1");
  });

  it("leaves alone what somebody else has decided since", async () => {
    const { judge, desk, news, sent } = setUp();
    await judge.give("o1", { verdict: "approved" });
    const theirs = decided(decided(sampleOutput("o1")), {
      verdict: "rejected",
      by: { kind: "person", id: "mara", name: "Mara" },
    });
    desk.dispatch({ type: "row-read", row: theirs });
    await judge.undo();
    expect(sent).toEqual(["approved o1 on 0"]);
    expect(news.at(-1)).toMatchObject({ type: "undo-overtaken" });
  });

  it("keeps the step when the undo does not go through, and a lost answer is no failure", async () => {
    const { judge, faults, sitting, state, news } = setUp();
    await judge.give("o1", { verdict: "approved" });
    faults.push(() => new ApiProblem({ code: "internal", message: "Broken." }));
    await judge.undo();
    expect(state("o1")).toBe("approved");
    expect(sitting.last()).toMatchObject({ outputs: ["o1"] });
    expect(news.at(-1)).toMatchObject({ type: "undo-failed" });
    faults.push(offline, (before) => conflictWith(decided(before, { verdict: "withdrawn" })));
    await judge.undo();
    expect(state("o1")).toBe("pending");
    expect(sitting.last()).toBeUndefined();
  });
});
