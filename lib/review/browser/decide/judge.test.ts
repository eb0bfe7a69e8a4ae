import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";
import { judgeDesk, offline } from "#lib/review/browser/testing/judge-desk";

it("SES-17 a blind verdict that was only overtaken by another's is sent again, and nobody is asked", async () => {
  const { judge, stored, sent, news, desk } = judgeDesk();
  const panel = { reviewers: 2, isBlind: true, given: 1, own: null, others: [] };
  stored.set("o1", sampleOutput("o1", { revision: 1, panel }));
  await judge.give("o1", { verdict: "approved" });
  expect(sent).toEqual(["approved o1 on 0", "approved o1 on 1"]);
  expect(news.map(({ type }) => type)).toEqual(["given"]);
  expect(desk.read().conflicts.size).toBe(0);
});

describe("giving a verdict", () => {
  it("TILE-8 shows it before the server has answered", async () => {
    const { judge, state, desk } = judgeDesk();
    const given = judge.give("o1", { verdict: "approved" });
    expect(state("o1")).toBe("approved");
    expect(desk.read().writes.get("o1")).toBe("approved");
    await given;
    expect(desk.read().writes.size).toBe(0);
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "approved", revision: 1 });
  });

  it("T-9 puts the tile back, forgets the step and says so when the server refuses", async () => {
    const { judge, state, faults, news, sitting } = judgeDesk();
    faults.push(() => new ApiProblem({ code: "internal", message: "Broken." }));
    await judge.give("o1", { verdict: "approved" });
    expect(state("o1")).toBe("pending");
    expect(sitting.last()).toBeUndefined();
    expect(news).toMatchObject([{ type: "failed", id: "o1", problem: { message: "Broken." } }]);
  });

  it("T-10 sends again when the answer was lost, and finds that it was carried out once", async () => {
    const { judge, desk, lost, sent, waits, news } = judgeDesk();
    lost.answers = 1;
    await judge.give("o1", { verdict: "rejected", reason: "r3" });
    expect(sent).toEqual(["rejected o1 on 0", "rejected o1 on 0"]);
    expect(waits).toEqual([400]);
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "rejected", revision: 1 });
    expect(news).toMatchObject([{ type: "given" }]);
  });

  it("MOB-4 waits for the network as long as it is away, marked as unsent", async () => {
    const { judge, desk, faults, online, state, unsent, news } = judgeDesk();
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
    const { judge, faults, online, desk, state } = judgeDesk();
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
    const { judge, desk, stored, unsent, news } = judgeDesk();
    const body = { verdict: "approved" as const, expected: 0 };
    unsent.add({ key: "k1", output: "o1", body });
    unsent.add({ key: "k2", output: "o2", body });
    stored.set("o2", decided(sampleOutput("o2"), { verdict: "rejected" }));
    await judge.resend(unsent.all());
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "approved", revision: 1 });
    expect(desk.read().conflicts.get("o2")).toMatchObject({ wanted: "approved", current: { revision: 1 } });
    expect(news.map(({ type }) => type).toSorted()).toEqual(["conflict", "given"]);
    expect(unsent.all()).toEqual([]);
  });

  it("SES-16 keeps what somebody else decided and what was wanted here", async () => {
    const { judge, stored, state, desk, news } = judgeDesk();
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
    const { judge, stored, state, sent, desk } = judgeDesk();
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
    const { judge, desk, state } = judgeDesk();
    await judge.give("o1", { verdict: "approved" });
    desk.dispatch({ type: "moved", to: "o2" });
    const undone = judge.undo();
    expect(state("o1")).toBe("pending");
    expect(desk.read().cursor).toBe("o1");
    await undone;
    expect(desk.read().rows.get("o1")).toMatchObject({ state: "pending", revision: 2, decision: null });
  });

  it("KEY-13 goes back one verdict at a time, and then there is nothing", async () => {
    const { judge, sent, sitting } = judgeDesk();
    await judge.give("o1", { verdict: "approved" });
    await judge.give("o2", { verdict: "rejected" });
    await judge.undo();
    await judge.undo();
    await judge.undo();
    expect(sent.slice(2)).toEqual(["undo o2 on 1", "undo o1 on 1"]);
    expect(sitting.last()).toBeUndefined();
  });

  const stepOn = (output: string) => ({
    id: `step of ${output}`,
    verdict: "approved" as const,
    outputs: [output],
    seed: null,
    at: "2026-11-22T11:00:00.000Z",
  });

  it("KEY-14 pressed faster than it is answered, names nothing at the end that is undone by then", async () => {
    const { judge, sitting, held, steps } = judgeDesk();
    await judge.give("o1", { verdict: "approved" });
    await judge.give("o2", { verdict: "approved" });
    const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    held.push(...answers.map(({ promise }) => promise));
    const undone = [judge.undo(), judge.undo()];
    // So the server would say, asked before it has the second.
    steps.push(stepOn("o1"));
    answers[0]?.resolve();
    await undone[0];
    steps.length = 0;
    answers[1]?.resolve();
    await Promise.all(undone);
    expect(sitting.last()).toBeUndefined();
  });

  it("KEY-13 a second press takes back what came before, though the server has yet to say what that was", async () => {
    const before = judgeDesk();
    await before.judge.give("o1", { verdict: "approved" });
    await before.judge.give("o2", { verdict: "approved" });
    const { judge, sitting, steps, sent } = judgeDesk(["o1", "o2"], before);
    steps.push(stepOn("o2"), stepOn("o1"));
    await sitting.recall();
    const first = judge.undo();
    expect(sitting.last()).toBeUndefined();
    expect(judge.isUndoing()).toBe(true);
    await Promise.all([first, judge.undo()]);
    expect(sent).toEqual(["undo o2 on 1", "undo o1 on 1"]);
    expect(judge.isUndoing()).toBe(false);
  });

  it("approve, undo, reject in one breath arrive in that order", async () => {
    const { judge, sent, held, state } = judgeDesk();
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
    const { judge, desk, sitting, stored } = judgeDesk(["o2"]);
    stored.set("o1", decided(sampleOutput("o1")));
    sitting.push({ outputs: ["o1"], verdict: "approved", label: "…551615" });
    await judge.undo();
    expect(desk.read().order).toEqual(["o1", "o2"]);
    expect(desk.read().cursor).toBe("o1");
  });

  it("KEY-13 takes a bulk action back in one step, and then what the server remembers from before", async () => {
    const { judge, sent, sitting, steps, state, news } = judgeDesk();
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
    const { judge, desk, news, sent } = judgeDesk();
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
    const { judge, faults, lost, sitting, state, news } = judgeDesk();
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
