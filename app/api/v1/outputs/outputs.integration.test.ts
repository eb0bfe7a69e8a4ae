import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { openStudio, reviewer, type Studio, viewer } from "#lib/output/testing/studio";
import { newId } from "#lib/ids";
import type { OutputDetail, OutputView } from "#lib/output/output-schema";
import { outputDetailSchema } from "#lib/output/output-schema";
import type { BulkAnswer } from "#lib/review/decision-schema";
import { bulkAnswerSchema, undoAnswerSchema } from "#lib/review/decision-schema";
import { type ReseedAnswer, reseedAnswerSchema } from "#lib/review/reseed-schema";
import { type Call, callRoute, useRoutes } from "../../../testing/test-context.ts";
import { POST as decideMany } from "../decisions/route.ts";
import { GET as reasons } from "../reasons/route.ts";
import { DELETE as undo, PUT as decide } from "./[id]/decision/route.ts";
import { POST as reseed } from "./[id]/reseeds/route.ts";
import { GET as readOne } from "./[id]/route.ts";
import { GET as list } from "./route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, reviewer);
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});
beforeEach(() => {
  desk.actor = reviewer;
});

async function ask<T>(handler: typeof decide, call: Call, status = 200): Promise<T> {
  const reply = await callRoute(handler, call);
  expect(reply.status).toBe(status);
  return (await reply.json()) as T;
}

type Refusal = {
  error: { code: string; message: string; current?: OutputView; fields?: { path: string }[] };
};

test("a reviewer's minute: the queue, one output, a verdict with a reason, and back", async () => {
  const id = await studio.output();
  const page = await ask<{ items: OutputView[] }>(list, {
    query: "?state=pending&kind=reviewable&limit=200",
  });
  expect(page.items.map((output) => output.id)).toContain(id);
  const { items } = await ask<{ items: { id: string; digit: number }[] }>(reasons, {});
  expect(items.map(({ digit }) => digit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);

  const body = { verdict: "rejected", reason: items[0]?.id, note: "  hands  ", expected: 0 };
  const decided = await ask<OutputView>(decide, { params: { id }, body });
  expect(decided).toMatchObject({ state: "rejected", revision: 1, decision: { note: "hands" } });
  const detail = await ask<OutputDetail>(readOne, { params: { id } });
  expect(outputDetailSchema.parse(detail).decisions).toHaveLength(1);
  const undone = await ask(undo, { params: { id }, query: "?expected=1" });
  expect(undoAnswerSchema.parse(undone)).toMatchObject({ state: "pending", revision: 2 });
});

describe("what a decision may not be", () => {
  test.each([
    [{ verdict: "maybe", expected: 0 }, "/verdict"],
    [{ verdict: "approved" }, "/expected"],
    [{ verdict: "approved", expected: "0" }, "/expected"],
    [{ verdict: "approved", expected: 0, note: "x".repeat(2001) }, "/note"],
    [{ verdict: "approved", expected: 0, note: "nul \0" }, "/note"],
    [{ verdict: "approved", expected: 0, note: "half \ud800" }, "/note"],
    [{ verdict: "approved", expected: 0, sorry: true }, "/sorry"],
    [{ verdict: "rejected", expected: 0, reason: "x" }, "/reason"],
  ])("%j is refused at %s", async (body, path) => {
    const id = await studio.output();
    const { error } = await ask<Refusal>(decide, { params: { id }, body }, 422);
    expect(error.fields?.map((field) => field.path)).toEqual([path]);
  });

  test("based on what was on screen before: 409 with the output as it is", async () => {
    const id = await studio.output();
    await ask(decide, { params: { id }, body: { verdict: "approved", expected: 0 } });
    const stale = { verdict: "rejected", expected: 0 };
    const { error } = await ask<Refusal>(decide, { params: { id }, body: stale }, 409);
    expect(error.current).toMatchObject({ state: "approved", decision: { by: { name: "Rita" } } });
  });

  test("by a viewer, or by nobody", async () => {
    const id = await studio.output();
    const body = { verdict: "approved", expected: 0 };
    desk.actor = viewer;
    await ask(decide, { params: { id }, body }, 403);
    await ask(reseed, { params: { id }, body: {} }, 403);
    await ask(undo, { params: { id } }, 403);
    desk.actor = null;
    await ask(decide, { params: { id }, body }, 401);
    await ask(list, {}, 401);
  });
});

describe("a verdict under one key", () => {
  /** Sent `times` at once; answers what was told and what is on record. */
  async function send(body: object, times: number, key: string = newId()) {
    const id = await studio.output();
    const call = { params: { id }, body: { expected: 0, ...body }, headers: { "idempotency-key": key } };
    const told = await Promise.all(Array.from({ length: times }, () => callRoute(decide, call)));
    const texts = new Set(await Promise.all(told.map((answer) => answer.text())));
    const replayed = told.filter(({ headers }) => headers.has("idempotency-replayed")).length;
    const decisions = await database.db.decision.count({ where: { outputId: id } });
    return { id, key, call, texts, replayed, decisions, statuses: new Set(told.map(({ status }) => status)) };
  }

  test.each([
    ["alone", { verdict: "approved" }],
    ["with a comment", { verdict: "rejected", comment: { body: "Six fingers." } }],
    ["that makes a run", { verdict: "reseeded" }],
  ])("%s, sent twenty times at once, is given once and answered alike", async (_how, body) => {
    const { id, texts, replayed, decisions, statuses } = await send(body, 20);
    expect({ replayed, decisions, answers: texts.size }).toEqual({ replayed: 19, decisions: 1, answers: 1 });
    expect(statuses).toEqual(new Set([200]));
    const isReseeded = body.verdict === "reseeded";
    expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(isReseeded ? 1 : 0);
    expect(await database.db.comment.count({ where: { outputId: id } })).toBe("comment" in body ? 1 : 0);
  });

  test("is answered as it was, when it comes again after somebody else has changed it", async () => {
    const { call, id, texts } = await send({ verdict: "approved" }, 1);
    await ask(undo, { params: { id } });
    const again = await callRoute(decide, call);
    expect([again.status, await again.text()]).toEqual([200, [...texts][0]]);
  });

  test("is refused as another verdict, and a refusal is kept under no key", async () => {
    const { key } = await send({ verdict: "approved" }, 1);
    expect((await send({ verdict: "rejected" }, 5, key)).statuses).toEqual(new Set([422]));
    const stale = await send({ verdict: "approved", expected: 7 }, 3);
    expect(stale.statuses).toEqual(new Set([409]));
    expect(await database.db.idempotency.count({ where: { key: stale.key } })).toBe(0);
  });

  test("that stands already is kept as well", async () => {
    const { id } = await send({ verdict: "approved" }, 1);
    const headers = { "idempotency-key": newId() };
    const call = { params: { id }, body: { verdict: "approved", expected: 1 }, headers };
    const told = await Promise.all([1, 2, 3].map(() => callRoute(decide, call)));
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(told.filter((answer) => answer.headers.has("idempotency-replayed"))).toHaveLength(2);
  });
});

describe("SEED-1 re-seeding", () => {
  test("with one key, sent ten times at once, makes one set of children and ten equal answers", async () => {
    const id = await studio.output();
    const call = { params: { id }, body: { count: 2 }, headers: { "idempotency-key": `reseed ${id}` } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask<ReseedAnswer>(reseed, call, 201)));
    expect(reseedAnswerSchema.parse(answers[0]).items).toHaveLength(2);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(2);
  });

  test("pressed twice without a key makes one set, and says that it stands", async () => {
    const id = await studio.output();
    const statuses = await Promise.all(
      [1, 2].map(async () => (await callRoute(reseed, { params: { id }, body: {} })).status),
    );
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(1);
  });

  test("needs no body, and refuses counts that make no sense", async () => {
    const id = await studio.output();
    await ask(reseed, { params: { id }, body: { count: 0 } }, 422);
    await ask(reseed, { params: { id }, body: { count: 51 } }, 422);
    await ask(reseed, { params: { id }, body: "" }, 201);
  });
});

test("BULK-4 many decisions with one key are made once", async () => {
  const [first, second] = [await studio.output(), await studio.output()];
  const body = {
    items: [
      { output: first, verdict: "approved", expected: 0 },
      { output: second, verdict: "rejected", expected: 5 },
    ],
  };
  const call = { body, headers: { "idempotency-key": "bulk" } };
  const answer = await ask<BulkAnswer>(decideMany, call);
  expect(bulkAnswerSchema.parse(answer).items.map(({ status }) => status)).toEqual([200, 409]);
  expect(await ask<BulkAnswer>(decideMany, call)).toEqual(answer);
  expect(await database.db.decision.count({ where: { outputId: first } })).toBe(1);
  await ask(decideMany, { body: { items: [] } }, 422);
});
