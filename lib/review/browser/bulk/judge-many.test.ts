import { expect, it, vi } from "vitest";
import { ApiProblem } from "#lib/http/browser/api";
import type { BulkAnswer, BulkDecide } from "#lib/review/decision-schema";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { giveMany, resendMany } from "./judge-many.ts";
import { createSitting } from "#lib/review/browser/decide/sitting";
import { browserStorage } from "#lib/review/browser/testing/browser-storage";
import { createUnsent, isMany } from "#lib/review/browser/decide/unsent";
import type { VerdictApi } from "#lib/review/browser/decide/verdict-api";
import { decided, sampleOutput } from "#lib/review/browser/testing/sample-output";

type Send = (body: BulkDecide, key: string) => Promise<BulkAnswer>;

function setUp(count: number, send: Send) {
  const desk = createDeskStore();
  const items = Array.from({ length: count }, (_, index) => sampleOutput(`o${index}`));
  desk.dispatch({ type: "page-read", items, isWhole: true });
  const sitting = createSitting(async () => null);
  const not = () => Promise.reject(new Error("not here"));
  const api: VerdictApi = {
    decide: not,
    undo: not,
    decideMany: send,
    undoStep: not,
    lastStep: not,
  };
  const unsent = createUnsent(browserStorage(), "me");
  const online: (() => void)[] = [];
  const untilOnline = () => new Promise<void>((resolve) => void online.push(resolve));
  const parts = { desk, sitting, unsent, sessionId: "s1", api, wait: async () => undefined, untilOnline };
  const asks = items.map(({ id }) => ({ id, ruling: { verdict: "approved" as const } }));
  return { desk, sitting, unsent, online, parts, asks };
}

const approve: Send = async ({ items, step }) => ({
  items: items.map(({ output: id }) => ({ id, status: 200, output: decided(sampleOutput(id)), error: null })),
  step: step ?? "step-1",
});

it("BULK-3 lists every output with a code, and leaves refused ones as they were", async () => {
  const { desk, parts, asks } = setUp(3, async (body, key) => {
    const answer = await approve(body, key);
    const error = { code: "conflict", message: "Mara was faster." };
    return {
      ...answer,
      items: answer.items.map((one) =>
        one.id === "o1" ? { ...one, status: 409, output: null, error } : one,
      ),
    };
  });
  const { done, refused } = await giveMany(parts, asks);
  expect(done.map(({ id, code }) => [id, code])).toEqual([
    ["o0", "done"],
    ["o2", "done"],
  ]);
  expect(refused).toMatchObject([{ id: "o1", code: "conflict", message: "Mara was faster." }]);
  expect(desk.read().rows.get("o1")?.state).toBe("pending");
  expect(desk.read().writes.size).toBe(0);
});

it("BULK-4 sends a lost request again with the same key, and all of it is one step of undo", async () => {
  const keys: string[] = [];
  const steps: (string | undefined)[] = [];
  let isLost = true;
  const { sitting, parts, asks } = setUp(1100, async (body, key) => {
    keys.push(key);
    steps.push(body.step);
    if (isLost) {
      isLost = false;
      throw new ApiProblem({ code: "offline", message: "Lost.", retryable: true });
    }
    return approve(body, key);
  });
  const { done } = await giveMany(parts, asks);
  expect(done).toHaveLength(1100);
  expect(keys).toHaveLength(4);
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(3);
  expect(steps).toEqual([undefined, undefined, "step-1", "step-1"]);
  expect(sitting.last()).toMatchObject({ id: "step-1", label: "1100 pictures" });
  expect(sitting.last()?.outputs).toHaveLength(1100);
});

it("MOB-4 BULK-4 waits for a network that is away, marked as unsent, and the next page sends what this one could not", async () => {
  const keys: string[] = [];
  let isAway = true;
  const away: Send = async (body, key) => {
    keys.push(key);
    if (isAway) throw new ApiProblem({ code: "offline", message: "Away.", retryable: true });
    return approve(body, key);
  };
  const { desk, unsent, online, parts, asks } = setUp(3, away);
  void giveMany(parts, asks);
  await vi.waitFor(() => expect(online).toHaveLength(1));
  expect(desk.read().unsent.size).toBe(3);
  expect(desk.read().writes.size).toBe(3);

  // The page is closed, and another one opened.
  isAway = false;
  const [kept] = unsent.all().filter(isMany);
  const next = setUp(3, away);
  const { done, refused } = await resendMany(next.parts, kept ?? { key: "", many: { items: [] } });
  expect([done.length, refused.length]).toEqual([3, 0]);
  expect(new Set(keys).size).toBe(1);
  expect(next.desk.read().rows.get("o1")?.state).toBe("approved");
  expect(next.sitting.last()).toMatchObject({ id: "step-1", label: "3 pictures" });
  expect(next.unsent.all()).toEqual([]);
});

it("asks for no more new runs at once than the server makes", async () => {
  const sizes: number[] = [];
  const { parts, asks } = setUp(60, async (body, key) => {
    sizes.push(body.items.length);
    return approve(body, key);
  });
  await giveMany(
    parts,
    asks.map(({ id }) => ({ id, ruling: { verdict: "reseeded", count: 4 } })),
  );
  expect(sizes).toEqual([25, 25, 10]);
});

it("takes all of a request back from the screen when it cannot be sent", async () => {
  const { desk, sitting, parts, asks } = setUp(2, async () => {
    throw new ApiProblem({ code: "internal", message: "It broke.", retryable: false });
  });
  const { refused } = await giveMany(parts, asks);
  expect(refused).toMatchObject([{ message: "It broke." }, { message: "It broke." }]);
  expect([desk.read().writes.size, sitting.last()]).toEqual([0, undefined]);
});
