import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commentPageSchema, commentSchema, type CommentView } from "#lib/comment/comment-schema";
import { useTestDatabase } from "#lib/db/testing/test-database";
import type { OutputView } from "#lib/output/output-schema";
import { openStudio, reviewer, type Studio, viewer } from "#lib/output/testing/studio";
import { type Call, callRoute, useRoutes } from "../../../testing/test-context.ts";
import { DELETE as reopen, PUT as resolve } from "../comments/[id]/resolution/route.ts";
import { GET as list, POST as post } from "./[id]/comments/route.ts";
import { PUT as decide } from "./[id]/decision/route.ts";
import { PUT as markRead } from "./[id]/read-mark/route.ts";
import { GET as readOne } from "./[id]/route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, reviewer);
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});
beforeEach(() => {
  desk.actor = reviewer;
});

async function ask<T>(handler: typeof post, call: Call, status = 200): Promise<T> {
  const reply = await callRoute(handler, call);
  expect(reply.status).toBe(status);
  return (await reply.json()) as T;
}

type Refusal = { error: { code: string; fields?: { path: string }[]; current?: OutputView } };

const box = { kind: "box", colour: "red", from: [0.2, 0.3], to: [0.5, 0.6] };

test("CMT-4 a thread from the first word to its end, with what others have not read", async () => {
  const id = await studio.output();
  const sent = { body: "look", shapes: [box] };
  const comment = commentSchema.parse(await ask(post, { params: { id }, body: sent }, 201));
  desk.actor = viewer;
  const page = commentPageSchema.parse(await ask(list, { params: { id } }));
  expect(page).toMatchObject({ items: [comment], nextCursor: null, readUpTo: 0 });
  expect(await ask(readOne, { params: { id } })).toMatchObject({ comments: 1, drawings: 1, unread: 1 });
  expect(await ask(markRead, { params: { id }, body: { upTo: 1 } })).toEqual({ upTo: 1, unread: 0 });
  await ask(resolve, { params: { id: comment.id } }, 403);
  desk.actor = reviewer;
  expect(await ask(resolve, { params: { id: comment.id } })).toMatchObject({
    resolved: { by: { name: "Rita" } },
  });
  expect(await ask(reopen, { params: { id: comment.id } })).toMatchObject({ resolved: null });
});

test("the same post sent twice with one key is one comment", async () => {
  const id = await studio.output();
  const call = { params: { id }, body: { body: "once" }, headers: { "idempotency-key": `say ${id}` } };
  const [first, second] = [await ask<CommentView>(post, call, 201), await ask<CommentView>(post, call, 201)];
  expect(second).toEqual(first);
  expect(await database.db.comment.count({ where: { outputId: id } })).toBe(1);
});

describe("what a comment may not be", () => {
  const at = [0.5, 0.5];
  test.each([
    [{}, "/body"],
    [{ body: "   " }, "/body"],
    [{ body: "x".repeat(2001) }, "/body"],
    [{ body: "nul \0" }, "/body"],
    [{ body: "x", audience: "everybody" }, "/audience"],
    [{ body: "x", number: 3 }, "/number"],
    [{ shapes: [{ kind: "pin", at: [1.01, 0] }] }, "/shapes/0/at/0"],
    [{ shapes: [{ kind: "pin", at: [0.5] }] }, "/shapes/0/at"],
    [{ shapes: [{ kind: "pin", at, colour: "#ff0000" }] }, "/shapes/0/colour"],
    [{ shapes: [{ kind: "box", from: at, to: at }] }, "/shapes/0"],
    [{ shapes: [{ kind: "freehand", points: [at] }] }, "/shapes/0/points"],
    [{ shapes: [{ kind: "text", at }] }, "/shapes/0/kind"],
    [{ shapes: Array.from({ length: 31 }, () => ({ kind: "pin", at })) }, "/shapes"],
  ])("%j is refused at %s", async (body, path) => {
    const id = await studio.output();
    const { error } = await ask<Refusal>(post, { params: { id }, body }, 422);
    expect(error.fields?.map((field) => field.path)).toContain(path);
  });
});

describe("CMT-1 a verdict with a comment", () => {
  const comment = { body: "six fingers", shapes: [box] };

  test("is one act: the decision has the note, the thread the marks, each names the other", async () => {
    const id = await studio.output();
    const output = await ask<OutputView>(decide, {
      params: { id },
      body: { verdict: "rejected", expected: 0, comment },
    });
    expect(output).toMatchObject({
      state: "rejected",
      comments: 1,
      drawings: 1,
      unread: 0,
      decision: { note: "six fingers" },
    });
    const { items } = commentPageSchema.parse(await ask(list, { params: { id } }));
    expect(items).toMatchObject([
      { body: "six fingers", decision: { id: output.decision?.id, verdict: "rejected" }, shapes: [box] },
    ]);
  });

  test("T-16 is neither decided nor said when one of the two is refused", async () => {
    const id = await studio.output();
    await ask(decide, { params: { id }, body: { verdict: "approved", expected: 0 } });
    const stale = { verdict: "rejected", expected: 0, comment };
    await ask(decide, { params: { id }, body: stale }, 409);
    expect(await database.db.comment.count({ where: { outputId: id } })).toBe(0);

    const other = await studio.output();
    const body = { verdict: "rejected", expected: 0, comment: { ...comment, mentions: ["nobody"] } };
    const { error } = await ask<Refusal>(decide, { params: { id: other }, body }, 422);
    expect(error.fields?.[0]?.path).toBe("/comment/mentions/0");
    expect(await ask(readOne, { params: { id: other } })).toMatchObject({ state: "pending", revision: 0 });
  });

  test("a re-seed carries marks too, and marks alone leave the decision without a note", async () => {
    const id = await studio.output();
    const body = { verdict: "reseeded", expected: 0, comment: { shapes: [box] } };
    expect(await ask(decide, { params: { id }, body })).toMatchObject({
      state: "reseeded",
      drawings: 1,
      decision: { note: null },
    });
  });
});
