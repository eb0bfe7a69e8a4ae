import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { Decide, UndoAnswer } from "#lib/review/decision-schema";
import type { StepView } from "#lib/review/step-schema";
import { shownState } from "./desk.ts";
import { createDeskStore } from "./desk-store.ts";
import { createJudge, type News } from "./judge.ts";
import { createSitting } from "./sitting.ts";
import { createUnsent } from "./unsent.ts";
import type { VerdictApi } from "./verdict-api.ts";
import { decided, sampleOutput } from "./testing/sample-output.ts";

/** A server in miniature: the rules of revisions, and answers that a test can make fail. */
function setUp(
  ids = ["o1", "o2"],
  before?: { stored: Map<string, OutputView>; storage: Map<string, string> },
) {
  const stored: Map<string, OutputView> = before?.stored ?? new Map(ids.map((id) => [id, sampleOutput(id)]));
  const faults: ((before: OutputView) => Error | null)[] = [];
  const sent: string[] = [];
  const sessions: (string | undefined)[] = [];
  const held: Promise<void>[] = [];
  /** First answers by key: a repeat is answered, not carried out. */
  const answered = new Map<string, OutputView>();
  /** How many answers are still to be lost on the way back. */
  const lost = { answers: 0 };
  const steps: StepView[] = [];
  const get = (id: string) => stored.get(id) ?? sampleOutput(id);
  async function write(
    id: string,
    expected: number,
    key: string,
    change: (now: OutputView) => OutputView,
  ): Promise<OutputView> {
    await held.shift();
    const fault = faults.shift()?.(get(id));
    if (fault) throw fault;
    const first = answered.get(key);
    if (first) return first;
    if (get(id).revision !== expected) throw conflictWith(get(id));
    stored.set(id, change(get(id)));
    answered.set(key, get(id));
    if (lost.answers > 0) {
      lost.answers -= 1;
      throw offline();
    }
    return get(id);
  }
  const api: VerdictApi = {
    decide: (id, { verdict, expected, note, session }: Decide, key) => {
      sessions.push(session);
      sent.push(`${verdict} ${id} on ${expected}`);
      return write(id, expected, key, (now) => decided(now, { verdict, note: note ?? null }));
    },
    undo: async (id, expected, key): Promise<UndoAnswer> => {
      sent.push(`undo ${id} on ${expected}`);
      const after = await write(id, expected, key, (now) => decided(now, { verdict: "withdrawn" }));
      return { ...after, children: { canceled: 0, started: 0 } };
    },
    decideMany: () => Promise.reject(new Error("not here")),
    undoStep: async (step) => {
      sent.push(`undo step ${step}`);
      const items = [...stored.values()].map((row) => {
        const output = decided(row, { verdict: "withdrawn" });
        stored.set(row.id, output);
        return { id: row.id, status: 200, output, error: null };
      });
      return { items, children: { canceled: 0, started: 0 }, last: null };
    },
    lastStep: async () => steps.shift() ?? null,
  };
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: [...stored.values()], isWhole: true });
  const sitting = createSitting(() => api.lastStep(null));
  const storage: Map<string, string> = before?.storage ?? new Map<string, string>();
  const unsent = createUnsent(
    {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, value) => void storage.set(name, value),
    },
    "me",
  );
  const online: (() => void)[] = [];
  const news: News[] = [];
  const waits: number[] = [];
  const judge = createJudge({
    desk,
    sitting,
    unsent,
    api,
    sessionId: () => "s1",
    personId: "me",
    find: async (id) => get(id),
    show: async (row) => desk.dispatch({ type: "put-back", row, at: "age" }),
    wait: async (ms) => void waits.push(ms),
    untilOnline: () => new Promise<void>((resolve) => void online.push(resolve)),
    tell: (item) => void news.push(item),
  });
  return {
    judge,
    desk,
    sitting,
    stored,
    storage,
    faults,
    lost,
    steps,
    unsent,
    online,
    held,
    sent,
    sessions,
    news,
    waits,
    state: (id: string) => shownState(desk.read(), id),
  };
}

function conflictWith(current: OutputView): ApiProblem {
  return new ApiProblem({ code: "conflict", message: "Somebody was faster.", current });
}

const offline = () => new ApiProblem({ code: "offline", message: "Away.", retryable: true });

it("SES-17 a blind verdict that was only overtaken by another's is sent again, and nobody is asked", async () => {
  const { judge, stored, sent, news, desk } = setUp();
  const panel = { reviewers: 2, isBlind: true, given: 1, own: null, others: [] };
  stored.set("o1", sampleOutput("o1", { revision: 1, panel }));
  await judge.give("o1", { verdict: "approved" });
  expect(sent).toEqual(["approved o1 on 0", "approved o1 on 1"]);
  expect(news.map(({ type }) => type)).toEqual(["given"]);
  expect(desk.read().conflicts.size).toBe(0);
});

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

  it("T-10 sends again when the answer was lost, and finds that it was carried out once", async () => {
    const { judge, desk, lost, sent, waits, news } = setUp();
    lost.answers = 1;
    await judge.give("o1", { verdict: "rejected", reason: "r3" });
    expect(sent).toEqual(["rejected o1 on 0", "rejected o1 on 0"]);
    expect(waits).toEqual([400]);
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "rejected", revision: 1 });
    expect(news).toMatchObject([{ type: "given" }]);
  });

  it("MOB-4 waits for the network as long as it is away, marked as unsent", async () => {
    const { judge, desk, faults, online, state, unsent, news } = setUp();
    faults.push(offline, offline, offline, offline);
    const given = judge.give("o1", { verdict: "approved" });
    await vi.waitFor(() => expect(online).toHaveLength(1));
    expect(desk.read().unsent).toEqual(new Set(["o1"]));
    expect(state("o1")).toBe("approved");
    expect(unsent.all()).toMatchObject([
      { output: "o1", body: { verdict: "approved", expected: 0, session: "s1" } },
    ]);
    online[0]?.();
    await given;
    expect(desk.read().unsent.size).toBe(0);
    expect(unsent.all()).toEqual([]);
    expect(news).toMatchObject([{ type: "given" }]);
  });

  it("waits in the same way for a server that is starting again", async () => {
    const { judge, faults, online, desk, state } = setUp();
    const starting = () => new ApiProblem({ code: "unavailable", message: "Starting.", retryable: true });
    faults.push(starting, starting, starting, starting);
    const given = judge.give("o1", { verdict: "approved" });
    await vi.waitFor(() => expect(online).toHaveLength(1));
    expect(desk.read().unsent).toEqual(new Set(["o1"]));
    online[0]?.();
    await given;
    expect(state("o1")).toBe("approved");
  });

  it("MOB-4 what a page could not send, the next one does, and a conflict is found then", async () => {
    const { judge, desk, stored, unsent, news } = setUp();
    const body = { verdict: "approved" as const, expected: 0 };
    unsent.add({ key: "k1", output: "o1", body });
    unsent.add({ key: "k2", output: "o2", body });
    stored.set("o2", decided(sampleOutput("o2"), { verdict: "rejected" }));
    await judge.resend();
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "approved", revision: 1 });
    expect(desk.read().conflicts.get("o2")).toMatchObject({ wanted: "approved", current: { revision: 1 } });
    expect(news.map(({ type }) => type).toSorted()).toEqual(["conflict", "given"]);
    expect(unsent.all()).toEqual([]);
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

describe("a network that is lost between a verdict and what comes after it", () => {
  const away = [offline, offline, offline, offline];

  it("MOB-4 KEY-13 an undo of what was not sent yet outlives the page as well", async () => {
    const page = setUp();
    page.faults.push(...away);
    void page.judge.give("o1", { verdict: "rejected" });
    await vi.waitFor(() => expect(page.online).toHaveLength(1));
    void page.judge.undo();
    expect(page.state("o1")).toBe("pending");

    const next = setUp([], page);
    await next.judge.resend();
    expect(next.sent).toEqual(["rejected o1 on 0", "undo o1 on 1"]);
    expect(next.state("o1")).toBe("pending");
    expect(next.stored.get("o1")).toMatchObject({ state: "pending", revision: 2 });
    expect(next.sitting.last()).toBeUndefined();
    expect(next.unsent.all()).toEqual([]);
  });

  it("MOB-4 the other verdict that was given instead goes out after it, in the order pressed", async () => {
    const page = setUp();
    page.faults.push(...away);
    void page.judge.give("o1", { verdict: "rejected" });
    await vi.waitFor(() => expect(page.online).toHaveLength(1));
    void page.judge.give("o2", { verdict: "approved" });
    void page.judge.give("o1", { verdict: "approved" });

    const next = setUp([], page);
    await next.judge.resend();
    expect(next.sent.filter((what) => what.includes("o1"))).toEqual(["rejected o1 on 0", "approved o1 on 1"]);
    expect([next.state("o1"), next.state("o2")]).toEqual(["approved", "approved"]);
  });

  it("KEY-13 what the next page sends is what its undo takes back first", async () => {
    const page = setUp();
    page.unsent.add({ key: "k1", output: "o1", body: { verdict: "approved", expected: 0 } });
    page.steps.push({
      id: "d1",
      verdict: "rejected",
      outputs: ["o2"],
      seed: null,
      at: "2026-11-22T11:00:00.000Z",
    });
    await page.sitting.recall();
    await page.judge.resend();
    expect(page.sitting.last()).toMatchObject({ outputs: ["o1"], verdict: "approved" });
    await page.judge.undo();
    expect(page.sent).toEqual(["approved o1 on 0", "undo o1 on 1"]);
  });

  it("a verdict given by somebody who was signed out meanwhile is kept, and goes out when they are back", async () => {
    const page = setUp();
    const signedOut = () => new ApiProblem({ code: "unauthenticated", message: "Signed out." });
    page.faults.push(signedOut, signedOut);
    await page.judge.give("o1", { verdict: "approved" });
    await page.judge.give("o2", { verdict: "rejected" });
    expect(
      page.news.map(({ type }) => type),
      "said once",
    ).toEqual(["signed-out"]);
    expect(page.desk.read().unsent).toEqual(new Set(["o1", "o2"]));
    expect(page.sitting.last(), "nothing to undo yet").toBeUndefined();

    const next = setUp([], page);
    await next.judge.resend();
    expect([next.state("o1"), next.state("o2")]).toEqual(["approved", "rejected"]);
    expect(next.unsent.all()).toEqual([]);
  });

  it("SES-10 a verdict that waited while its session was closed elsewhere is given outside of it", async () => {
    const page = setUp();
    page.faults.push(() => new ApiProblem({ code: "conflict", message: "This session is closed." }));
    await page.judge.give("o1", { verdict: "approved" });
    expect(page.sent).toEqual(["approved o1 on 0", "approved o1 on 0"]);
    expect(page.sessions).toEqual(["s1", undefined]);
    expect(page.news.map(({ type }) => type)).toEqual(["given"]);
    expect(page.unsent.all()).toEqual([]);
  });

  it("SES-16 a conflict about a picture far down the list can be decided again, though its row was never read", async () => {
    const { judge, desk, stored, unsent } = setUp();
    const mara = { kind: "person", id: "mara", name: "Mara" } as const;
    stored.set("o900", decided(sampleOutput("o900"), { verdict: "rejected", by: mara }));
    unsent.add({ key: "k1", output: "o900", body: { verdict: "approved", expected: 0 } });
    await judge.resend();
    expect(desk.read().conflicts.get("o900")).toMatchObject({ wanted: "approved" });
    await judge.give("o900", { verdict: "approved" });
    expect(stored.get("o900")).toMatchObject({ state: "approved", revision: 2 });
    expect(desk.read().conflicts.size).toBe(0);
  });

  it("SES-16 neither a second verdict nor an undo touches what somebody else decided before the first arrived", async () => {
    const { judge, desk, stored, sent, news, faults, online, unsent } = setUp();
    faults.push(...away);
    const first = judge.give("o1", { verdict: "approved" });
    await vi.waitFor(() => expect(online).toHaveLength(1));
    const all = [first, judge.undo(), judge.give("o1", { verdict: "reseeded" })];
    const mara = { kind: "person", id: "mara", name: "Mara" } as const;
    stored.set("o1", decided(sampleOutput("o1"), { verdict: "rejected", by: mara }));
    online[0]?.();
    await Promise.all(all);
    expect(sent.slice(4)).toEqual(["approved o1 on 0", "reseeded o1 on 0"]);
    expect(stored.get("o1")).toMatchObject({ state: "rejected", revision: 1 });
    expect(desk.read().conflicts.get("o1")).toMatchObject({ wanted: "reseeded" });
    expect(news.map(({ type }) => type)).toEqual(["conflict", "conflict"]);
    expect(unsent.all()).toEqual([]);
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

  it("KEY-13 takes a bulk action back in one step, and then what the server remembers from before", async () => {
    const { judge, sent, sitting, steps, state, news } = setUp();
    await judge.give("o1", { verdict: "approved" });
    await judge.give("o2", { verdict: "approved" });
    for (let step = sitting.last(); step; step = sitting.last()) sitting.remove(step);
    const at = "2026-11-22T11:00:00.000Z";
    sitting.push({ id: "b1", outputs: ["o1", "o2"], verdict: "approved", label: "2 pictures" });
    steps.push({ id: "d1", verdict: "rejected", outputs: ["o1"], seed: "1234567", at });
    await judge.undo();
    expect(sent.at(-1)).toBe("undo step b1");
    expect([state("o1"), state("o2")]).toEqual(["pending", "pending"]);
    expect(news.at(-1)).toMatchObject({ type: "many-undone" });
    expect(sitting.last()).toMatchObject({ id: "d1", label: "…234567" });
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
    const { judge, faults, lost, sitting, state, news } = setUp();
    await judge.give("o1", { verdict: "approved" });
    faults.push(() => new ApiProblem({ code: "internal", message: "Broken." }));
    await judge.undo();
    expect(state("o1")).toBe("approved");
    expect(sitting.last()).toMatchObject({ outputs: ["o1"] });
    expect(news.at(-1)).toMatchObject({ type: "undo-failed" });
    lost.answers = 1;
    await judge.undo();
    expect(state("o1")).toBe("pending");
    expect(sitting.last()).toBeUndefined();
  });
});
