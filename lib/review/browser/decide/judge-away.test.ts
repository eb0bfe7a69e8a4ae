import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";
import { judgeDesk, offline } from "#lib/review/browser/testing/judge-desk";

describe("a network that is lost between a verdict and what comes after it", () => {
  const away = [offline, offline, offline, offline];

  it("MOB-4 KEY-13 an undo of what was not sent yet outlives the page as well", async () => {
    const page = judgeDesk();
    page.faults.push(...away);
    void page.judge.give("o1", { verdict: "rejected" });
    await vi.waitFor(() => expect(page.online).toHaveLength(1));
    void page.judge.undo();
    expect(page.state("o1")).toBe("pending");

    const next = judgeDesk([], page);
    await next.judge.resend(next.unsent.all());
    expect(next.sent).toEqual(["rejected o1 on 0", "undo o1 on 1"]);
    expect(next.state("o1")).toBe("pending");
    expect(next.stored.get("o1")).toMatchObject({ state: "pending", revision: 2 });
    expect(next.sitting.last()).toBeUndefined();
    expect(next.unsent.all()).toEqual([]);
  });

  it("MOB-4 the other verdict that was given instead goes out after it, in the order pressed", async () => {
    const page = judgeDesk();
    page.faults.push(...away);
    void page.judge.give("o1", { verdict: "rejected" });
    await vi.waitFor(() => expect(page.online).toHaveLength(1));
    void page.judge.give("o2", { verdict: "approved" });
    void page.judge.give("o1", { verdict: "approved" });

    const next = judgeDesk([], page);
    await next.judge.resend(next.unsent.all());
    expect(next.sent.filter((what) => what.includes("o1"))).toEqual(["rejected o1 on 0", "approved o1 on 1"]);
    expect([next.state("o1"), next.state("o2")]).toEqual(["approved", "approved"]);
  });

  it("KEY-13 what the next page sends is what its undo takes back first", async () => {
    const page = judgeDesk();
    page.unsent.add({ key: "k1", output: "o1", body: { verdict: "approved", expected: 0 } });
    page.steps.push({
      id: "d1",
      verdict: "rejected",
      outputs: ["o2"],
      seed: null,
      at: "2026-11-22T11:00:00.000Z",
    });
    await page.sitting.recall();
    await page.judge.resend(page.unsent.all());
    expect(page.sitting.last()).toMatchObject({ outputs: ["o1"], verdict: "approved" });
    await page.judge.undo();
    expect(page.sent).toEqual(["approved o1 on 0", "undo o1 on 1"]);
  });

  it("what is pressed while the desk still settles is sent once, and what another tab has sent meanwhile not at all", async () => {
    const page = judgeDesk();
    page.unsent.add({ key: "k2", output: "o2", body: { verdict: "rejected", expected: 0 } });
    const left = page.unsent.all();
    page.unsent.remove("k2");
    const given = page.judge.give("o1", { verdict: "approved" });
    await page.judge.resend(left);
    await given;
    expect(page.sent).toEqual(["approved o1 on 0"]);
    expect(page.state("o1")).toBe("approved");
  });

  it("a verdict given by somebody who was signed out meanwhile is kept, and goes out when they are back", async () => {
    const page = judgeDesk();
    const signedOut = () => new ApiProblem({ code: "unauthenticated", message: "Signed out." });
    page.faults.push(signedOut, signedOut);
    await page.judge.give("o1", { verdict: "approved" });
    await page.judge.give("o2", { verdict: "rejected" });
    expect(
      page.news.map(({ type }) => type),
      "said once",
    ).toEqual(["signed-out"]);
    expect(page.desk.read().unsent).toEqual(new Set(["o1", "o2"]));
    expect(page.sitting.last(), "undo means what waits").toMatchObject({ outputs: ["o2"] });

    const next = judgeDesk([], page);
    await next.judge.resend(next.unsent.all());
    expect([next.state("o1"), next.state("o2")]).toEqual(["approved", "rejected"]);
    expect(next.unsent.all()).toEqual([]);
  });

  describe("of a verdict that is kept for somebody who is signed out", () => {
    const signedOut = () => new ApiProblem({ code: "unauthenticated", message: "Signed out." });

    it("undo takes back that one and no other, and it is never sent", async () => {
      const page = judgeDesk();
      await page.judge.give("o1", { verdict: "approved" });
      page.faults.push(signedOut);
      await page.judge.give("o2", { verdict: "rejected" });
      await page.judge.undo();
      expect(page.state("o2")).toBe("pending");
      expect(page.unsent.all()).toEqual([]);
      expect(page.desk.read().unsent.size).toBe(0);
      expect(page.news.at(-1)).toEqual({ type: "unsent-undone", id: "o2" });
      expect(page.sitting.last()).toMatchObject({ outputs: ["o1"] });
      expect(page.stored.get("o1")).toMatchObject({ state: "approved", revision: 1 });
    });

    it("another one on the same picture takes its place", async () => {
      const page = judgeDesk();
      page.faults.push(signedOut);
      await page.judge.give("o1", { verdict: "approved" });
      await page.judge.give("o1", { verdict: "rejected" });
      expect(page.state("o1")).toBe("rejected");
      expect(page.unsent.all()).toEqual([]);
      expect(page.desk.read().unsent.size).toBe(0);
      expect(page.sent).toEqual(["approved o1 on 0", "rejected o1 on 0"]);
      await page.judge.undo();
      expect(page.sitting.last()).toBeUndefined();
    });

    it("it goes out when somebody comes back to the page signed in, and not before", async () => {
      const page = judgeDesk();
      page.faults.push(signedOut);
      await page.judge.give("o1", { verdict: "approved" });
      page.api.lastStep = () => Promise.reject(signedOut());
      await page.judge.sendKeptBack();
      expect(page.sent).toEqual(["approved o1 on 0"]);
      expect(page.desk.read().unsent).toEqual(new Set(["o1"]));
      page.api.lastStep = async () => null;
      await page.judge.sendKeptBack();
      await expect.poll(() => page.state("o1")).toBe("approved");
      await expect.poll(() => page.unsent.all()).toEqual([]);
      expect(page.stored.get("o1")).toMatchObject({ state: "approved", revision: 1 });
    });

    it("it goes out with the next one, once somebody is signed in", async () => {
      const page = judgeDesk();
      page.faults.push(signedOut);
      await page.judge.give("o1", { verdict: "approved" });
      await page.judge.give("o2", { verdict: "rejected" });
      await expect.poll(() => page.state("o1")).toBe("approved");
      await expect.poll(() => page.unsent.all()).toEqual([]);
      expect(page.desk.read().unsent.size).toBe(0);
      expect(page.stored.get("o1")).toMatchObject({ state: "approved", revision: 1 });
    });
  });

  it("SES-10 a verdict that waited while its session was closed elsewhere is given outside of it", async () => {
    const page = judgeDesk();
    page.faults.push(() => new ApiProblem({ code: "conflict", message: "This session is closed." }));
    await page.judge.give("o1", { verdict: "approved" });
    expect(page.sent).toEqual(["approved o1 on 0", "approved o1 on 0"]);
    expect(page.sessions).toEqual(["s1", undefined]);
    expect(page.news.map(({ type }) => type)).toEqual(["given"]);
    expect(page.unsent.all()).toEqual([]);
  });

  it("SES-16 a conflict about a picture far down the list can be decided again, though its row was never read", async () => {
    const { judge, desk, stored, unsent } = judgeDesk();
    const mara = { kind: "person", id: "mara", name: "Mara" } as const;
    stored.set("o900", decided(sampleOutput("o900"), { verdict: "rejected", by: mara }));
    unsent.add({ key: "k1", output: "o900", body: { verdict: "approved", expected: 0 } });
    await judge.resend(unsent.all());
    expect(desk.read().conflicts.get("o900")).toMatchObject({ wanted: "approved" });
    await judge.give("o900", { verdict: "approved" });
    expect(stored.get("o900")).toMatchObject({ state: "approved", revision: 2 });
    expect(desk.read().conflicts.size).toBe(0);
  });

  it("SES-16 neither a second verdict nor an undo touches what somebody else decided before the first arrived", async () => {
    const { judge, desk, stored, sent, news, faults, online, unsent } = judgeDesk();
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
