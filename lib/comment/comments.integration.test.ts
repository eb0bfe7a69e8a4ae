import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { AppError } from "#lib/errors";
import { findOutput, listOutputs } from "#lib/output/read-outputs";
import {
  openStudio,
  operator,
  paperFile,
  reviewer,
  seat,
  secondReviewer,
  stranger,
  type Studio,
  viewer,
} from "#lib/output/testing/studio";
import { defaultProjectId } from "#lib/project/default-project";
import { postCommentSchema, type PostCommentInput } from "./comment-schema.ts";
import { markRead } from "./mark-read.ts";
import { postComment } from "./post-comment.ts";
import { listComments } from "./read-comments.ts";
import { reopenComment, resolveComment } from "./resolve-comment.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
  await seat(database.db, [{ id: secondReviewer.id, name: "Rob Long" }]);
});

function post(actor: Actor, id: string, input: PostCommentInput) {
  return inTransaction(database.db, (tx) =>
    postComment(tx, actor, id, postCommentSchema.parse(input), new Date()),
  );
}

function read(actor: Actor, id: string) {
  return listComments(database.db, actor, id, { limit: 200 });
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error("Expected a refusal.", { cause: error });
}

const pin = { kind: "pin" as const, at: [0.25, 0.75] as [number, number] };

describe("a comment", () => {
  test("is stored with the exact file, its counters, event and record in one go", async () => {
    const id = await studio.output();
    const comment = await post(reviewer, id, {
      body: "  the left hand\n\nhas six fingers ",
      shapes: [pin, { kind: "box", colour: "red", from: [0.1, 0.1], to: [0.4, 0.3] }],
    });
    const output = await findOutput(database.db, reviewer, id);
    expect(comment).toMatchObject({
      number: 1,
      body: "the left hand\n\nhas six fingers",
      audience: "internal",
      sha256: output?.sha256,
      by: { kind: "person", id: reviewer.id },
      resolved: null,
    });
    expect(comment.shapes).toEqual([
      { ...pin, colour: "amber" },
      { kind: "box", colour: "red", from: [0.1, 0.1], to: [0.4, 0.3] },
    ]);
    expect((await read(viewer, id)).items).toEqual([comment]);
    expect(output).toMatchObject({ comments: 1, drawings: 2, unread: 0, revision: 0 });

    const event = await database.db.event.findFirstOrThrow({ where: { subjectId: comment.id } });
    expect(event).toMatchObject({ kind: "comment.created", projectId: defaultProjectId });
    expect(event.data).toEqual({
      outputId: id,
      comments: 1,
      drawings: 2,
      number: 1,
      mentions: [],
      by: { kind: "person", id: reviewer.id, name: reviewer.name },
    });
    const [audit] = await database.db.audit.findMany({ where: { subjectId: comment.id } });
    expect(audit).toMatchObject({ action: "comment.posted", actorId: reviewer.id });
    expect(JSON.stringify(audit?.data)).not.toContain("fingers");
  });

  test("many at once get the numbers one to ten, each once", async () => {
    const id = await studio.output();
    await Promise.all(Array.from({ length: 10 }, (_, n) => post(reviewer, id, { body: `comment ${n}` })));
    const { items } = await read(reviewer, id);
    expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("is read in pages without a gap", async () => {
    const id = await studio.output();
    for (const body of ["one", "two", "three"]) await post(reviewer, id, { body });
    const first = await listComments(database.db, reviewer, id, { limit: 2 });
    const rest = await listComments(database.db, reviewer, id, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ body }) => body)).toEqual(["one", "two", "three"]);
    expect(rest.nextCursor).toBeNull();
  });

  test("answers stay one level deep, and an internal thread has no answer for the client", async () => {
    const id = await studio.output();
    const thread = await post(reviewer, id, { body: "hands?" });
    const answer = await post(operator, id, { body: "re-seeding", parent: thread.id });
    const deeper = await post(reviewer, id, { body: "thanks", parent: answer.id });
    expect([answer.parentId, deeper.parentId]).toEqual([thread.id, thread.id]);
    const leak = await refusalOf(post(reviewer, id, { body: "x", parent: thread.id, audience: "client" }));
    expect(leak.details.fields).toMatchObject([{ path: "/audience" }]);
    const elsewhere = await refusalOf(
      post(reviewer, await studio.output(), { body: "x", parent: thread.id }),
    );
    expect(elsewhere.details.fields).toMatchObject([{ path: "/parent" }]);
  });

  test("DRAW-2 shapes need a file to be drawn on", async () => {
    const [run] = await studio.queue();
    const { sha256: _none, ...paper } = paperFile("set aside");
    const aside = { ...paper, sha256: null, kind: "other" as const, quarantine: "not a picture" };
    const [id = ""] = await studio.finish({ id: run?.id ?? "" }, [aside as never]);
    await post(reviewer, id, { body: "why set aside?" });
    const refusal = await refusalOf(post(reviewer, id, { shapes: [pin] }));
    expect(refusal).toMatchObject({ code: "invalid", details: { fields: [{ path: "/shapes" }] } });
  });

  test("is for those who work here; a viewer reads, a stranger learns nothing", async () => {
    const id = await studio.output();
    expect(await refusalOf(post(viewer, id, { body: "me too" }))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(post(stranger, id, { body: "hello" }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(read(stranger, id))).toMatchObject({ code: "not_found" });
  });

  test("what was said cannot be changed, whatever asks for it", async () => {
    const id = await studio.output();
    const comment = await post(reviewer, id, { body: "as it was" });
    await expect(
      database.db.comment.update({ where: { id: comment.id }, data: { body: "otherwise" } }),
    ).rejects.toThrow("append-only");
  });
});

describe("CMT-4 mentions", () => {
  test("keep the name as it was, and each person once", async () => {
    const id = await studio.output();
    const { mentions } = await post(reviewer, id, {
      body: "@Rob Long @Rob Long",
      mentions: [secondReviewer.id, secondReviewer.id],
    });
    expect(mentions).toEqual([{ id: secondReviewer.id, name: "Rob Long" }]);
  });

  test("of somebody who may not see the output are refused with the reason, and nothing is posted", async () => {
    const id = await studio.output();
    const refusal = await refusalOf(
      post(reviewer, id, { body: "@Sam look", mentions: [secondReviewer.id, stranger.id] }),
    );
    expect(refusal).toMatchObject({ code: "invalid", details: { fields: [{ path: "/mentions/1" }] } });
    expect(refusal.message).toContain("may not see the output");
    expect((await read(reviewer, id)).items).toEqual([]);
  });
});

describe("CMT-4 unread", () => {
  test("counts others' comments per person until they are read, also in the list", async () => {
    const id = await studio.output();
    await post(reviewer, id, { body: "one" });
    await post(reviewer, id, { body: "two" });
    const unreadFor = async (actor: Actor) => (await findOutput(database.db, actor, id))?.unread;
    expect([await unreadFor(reviewer), await unreadFor(viewer)]).toEqual([0, 2]);

    const mark = (upTo: number) =>
      inTransaction(database.db, (tx) => markRead(tx, viewer, id, upTo, new Date()));
    expect(await mark(1)).toEqual({ upTo: 1, unread: 1 });
    expect(await mark(99)).toEqual({ upTo: 2, unread: 0 });
    await mark(0);
    await post(operator, id, { body: "three" });
    const query = { limit: 50, order: "newest", params: {}, q: id } as const;
    expect((await listOutputs(database.db, viewer, query)).items[0]).toMatchObject({
      comments: 3,
      unread: 1,
    });
    expect((await read(viewer, id)).readUpTo).toBe(2);
    expect(await unreadFor(operator), "one's own are never unread").toBe(2);
  });
});

describe("CMT-4 resolving", () => {
  test("ends a thread once, with its event and record, and reopening opens it", async () => {
    const id = await studio.output();
    const thread = await post(reviewer, id, { body: "hands?" });
    const resolve = (actor: Actor) =>
      inTransaction(database.db, (tx) => resolveComment(tx, actor, thread.id, new Date()));
    expect((await resolve(operator)).resolved).toMatchObject({ by: { id: operator.id } });
    expect((await resolve(reviewer)).resolved, "the first one stays").toMatchObject({
      by: { id: operator.id },
    });
    const reopened = await inTransaction(database.db, (tx) =>
      reopenComment(tx, reviewer, thread.id, new Date()),
    );
    expect(reopened.resolved).toBeNull();
    const audit = await database.db.audit.findMany({
      where: { subjectId: thread.id },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual([
      "comment.posted",
      "comment.resolved",
      "comment.reopened",
    ]);
    const events = await database.db.event.findMany({
      where: { subjectId: thread.id },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ kind }) => kind)).toEqual(["comment.created", "comment.changed", "comment.changed"]);
  });

  test("is not for answers, viewers or strangers", async () => {
    const id = await studio.output();
    const thread = await post(reviewer, id, { body: "hands?" });
    const answer = await post(reviewer, id, { body: "yes", parent: thread.id });
    const resolve = (actor: Actor, comment: string) =>
      refusalOf(inTransaction(database.db, (tx) => resolveComment(tx, actor, comment, new Date())));
    expect(await resolve(reviewer, answer.id)).toMatchObject({ code: "invalid" });
    expect(await resolve(viewer, thread.id)).toMatchObject({ code: "forbidden" });
    expect(await resolve(stranger, thread.id)).toMatchObject({ code: "not_found" });
  });
});
