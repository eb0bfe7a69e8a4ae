import { describe, expect, it } from "vitest";
import { ApiProblem } from "#lib/http/browser/api-problem";
import { createDeskLoader } from "./desk-loader.ts";
import { createDeskStore } from "./desk-store.ts";
import { emptyDesk, isUndecided, reduceDesk } from "./desk.ts";
import { describeEligibility, sortSelection } from "#lib/review/browser/bulk/eligibility";
import { judgeDesk } from "#lib/review/browser/testing/judge-desk";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const me = { kind: "person", id: "me" };
const locked = { at: "2026-11-28T03:12:00.000Z", by: { kind: "person", id: "olga", name: "Olga" } };
const closed = (id: string, more: Parameters<typeof sampleOutput>[1] = {}) =>
  sampleOutput(id, { ...more, locked });

describe("at the desk, what is locked", () => {
  it("waits for nobody and is no part of a bulk verdict, until it is reopened by itself", () => {
    const items = [sampleOutput("o1"), closed("o2"), closed("o3")];
    const read = reduceDesk(emptyDesk, { type: "page-read", items, isWhole: true });
    const desk = reduceDesk(read, { type: "selection-made", ids: ["o1", "o2", "o3"] });
    expect(["o1", "o2", "o3"].map(isUndecided(desk))).toEqual([true, false, false]);
    const sorted = sortSelection(desk, { verdict: "approved" }, me);
    expect(Object.fromEntries(sorted)).toEqual({ ready: ["o1"], closed: ["o2", "o3"] });
    expect(describeEligibility(sorted, "approved")).toBe("1 can be approved, 2 in a closed review");
    const reopened = reduceDesk(desk, { type: "reopened", id: "o2" });
    expect(["o1", "o2", "o3"].map(isUndecided(reopened))).toEqual([true, true, false]);
  });

  it("is known to be so, and open again, as soon as the stream says that its review was closed or reopened", async () => {
    let server = [sampleOutput("o1"), sampleOutput("o2")];
    const desk = createDeskStore();
    const loader = createDeskLoader({
      desk,
      source: {
        read: async (_from, _limit, known) =>
          known.length === 0
            ? { type: "page", items: server, isWhole: true }
            : { type: "rows", items: server },
        locate: async () => null,
        findUndecided: async () => null,
      },
    });
    const isLocked = (id: string) => desk.read().rows.get(id)?.locked !== null;
    const hear = (kind: "project.changed" | "output.reopened", subject: string, data = {}) =>
      loader.hear({ type: "event", event: { id: "1-1", kind, project: "p", subject, data, at: locked.at } });
    loader.start();
    await expect.poll(() => desk.read().isRead).toBe(true);
    server = server.map((row) => ({ ...row, locked }));
    hear("project.changed", "p", { what: "reasons" });
    hear("project.changed", "p", { what: "review" });
    await expect.poll(() => isLocked("o1") && isLocked("o2")).toBe(true);
    hear("output.reopened", "o1");
    expect([isLocked("o1"), isLocked("o2")]).toEqual([false, true]);
  });
});

describe("a verdict that meets a closed review", () => {
  const refusal = (current: ReturnType<typeof sampleOutput>) =>
    new ApiProblem({ code: "review_closed", message: "Olga closed this review.", current });

  it("is taken from the screen and told as not saved; nobody is asked to decide again", async () => {
    const { judge, desk, faults, news, sent, unsent, sitting, state } = judgeDesk();
    faults.push((now) => refusal({ ...now, locked }));
    await judge.give("o1", { verdict: "approved" });
    expect(state("o1")).toBe("pending");
    expect(desk.read().rows.get("o1")?.locked).toEqual(locked);
    expect(desk.read().conflicts.size).toBe(0);
    expect(news).toMatchObject([{ type: "failed", id: "o1", problem: { code: "review_closed" } }]);
    expect(sent).toEqual(["approved o1 on 0"]);
    expect([unsent.all(), sitting.last()]).toEqual([[], undefined]);
  });

  it("is not sent again in a blind review either", async () => {
    const { judge, faults, sent, news } = judgeDesk();
    const panel = { reviewers: 2, isBlind: true, given: 1, own: null, others: [] };
    faults.push((now) => refusal({ ...now, locked, panel }));
    await judge.give("o1", { verdict: "approved" });
    expect(sent).toHaveLength(1);
    expect(news).toMatchObject([{ type: "failed" }]);
  });

  it("stays when it was given before: undo is refused, and there to be pressed again", async () => {
    const { judge, faults, news, sitting, state } = judgeDesk();
    await judge.give("o1", { verdict: "approved" });
    faults.push((now) => refusal({ ...now, locked }));
    await judge.undo();
    expect(state("o1")).toBe("approved");
    expect(news.at(-1)).toMatchObject({ type: "undo-failed", problem: { code: "review_closed" } });
    expect(sitting.last()?.outputs).toEqual(["o1"]);
  });
});
