import { expect, it } from "vitest";
import { ApiProblem } from "#lib/http/browser/api-problem";
import type { ReopenOutputs } from "#lib/review/closing-schema";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { closedOf } from "./eligibility.ts";
import { reopenMany } from "./reopen-many.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

const locked = { at: "2026-11-22T12:00:00.000Z", by: { kind: "person", id: "p1", name: "Olga" } };

function setUp(count: number, openAlready: readonly string[] = []) {
  const desk = createDeskStore();
  const ids = Array.from({ length: count }, (_, at) => `o${at + 1}`);
  const items = ids.map((id) => sampleOutput(id, { locked: openAlready.includes(id) ? null : locked }));
  desk.dispatch({ type: "slice-read", from: 0, items, total: items.length });
  desk.dispatch({ type: "selection-made", ids });
  const asked: ReopenOutputs[] = [];
  const send = async (body: ReopenOutputs) => {
    asked.push(body);
    const answers = body.outputs.map((id) => {
      const isOpen = openAlready.includes(id);
      const error = isOpen ? { code: "conflict" as const, message: "This output is open already." } : null;
      return { id, status: isOpen ? 409 : 200, output: sampleOutput(id, { locked: null }), error };
    });
    return { items: answers };
  };
  return { desk, ids, asked, send, wait: async () => undefined };
}

it("SES-17 of a selection only what is closed is reopened", () => {
  const { desk } = setUp(3, ["o2"]);
  expect(closedOf(desk.read())).toEqual(["o1", "o3"]);
});

it("SES-17 BULK-3 many are reopened for one reason: each has an answer, and what is open already is named", async () => {
  const { desk, asked, ...parts } = setUp(3, ["o2"]);
  const { done, refused } = await reopenMany({ desk, ...parts }, ["o1", "o2", "o3"], "six fingers");
  expect(asked).toEqual([{ outputs: ["o1", "o2", "o3"], reason: "six fingers" }]);
  expect(done.map(({ id }) => id)).toEqual(["o1", "o3"]);
  expect(refused).toMatchObject([{ id: "o2", code: "open", message: "This output is open already." }]);
  expect(["o1", "o3"].map((id) => desk.read().rows.get(id)?.locked)).toEqual([null, null]);
});

it("SES-17 BULK-3 more than the API takes at once go in several requests; what is lost on the way is told", async () => {
  const { desk, ids, asked, send, wait } = setUp(501);
  const fails = new ApiProblem({ code: "forbidden", message: "No longer your role." });
  const second = (body: ReopenOutputs) => (asked.length === 0 ? send(body) : Promise.reject(fails));
  const { done, refused } = await reopenMany({ desk, send: second, wait }, ids, "a second round");
  expect(done).toHaveLength(500);
  expect(refused).toMatchObject([{ id: "o501", code: "forbidden" }]);
});

it("SES-17 when nothing was answered at all, it is thrown, so that the written reason can stay where it is", async () => {
  const { desk, ids, wait } = setUp(2);
  const fails = new ApiProblem({ code: "forbidden", message: "Not your role." });
  const send = () => Promise.reject(fails);
  await expect(reopenMany({ desk, send, wait }, ids, "why")).rejects.toBe(fails);
});
