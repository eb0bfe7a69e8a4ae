import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { AppError } from "#lib/errors";
import { findOutput } from "#lib/output/read-outputs";
import {
  openStudio,
  owner,
  reviewer,
  seat,
  secondReviewer,
  stranger,
  type Studio,
  viewer,
} from "#lib/output/testing/studio";
import { editCommentSchema, postCommentSchema, type PostCommentInput } from "./comment-schema.ts";
import { deleteComment } from "./delete-comment.ts";
import { editComment } from "./edit-comment.ts";
import { markMention, markMentions } from "./mark-mentions.ts";
import { markRead } from "./mark-read.ts";
import { postComment } from "./post-comment.ts";
import { listComments, listWordings } from "./read-comments.ts";
import { listMentions } from "./read-mentions.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
  await seat(database.db, [reviewer, secondReviewer, viewer]);
});

function post(actor: Actor, outputId: string, input: PostCommentInput) {
  return inTransaction(database.db, (tx) =>
    postComment(tx, actor, outputId, postCommentSchema.parse(input), new Date()),
  );
}

function edit(actor: Actor, id: string, body: string, mentions: string[] = []) {
  return inTransaction(database.db, (tx) =>
    editComment(tx, actor, id, editCommentSchema.parse({ body, mentions }), new Date()),
  );
}

function remove(actor: Actor, id: string) {
  return inTransaction(database.db, (tx) => deleteComment(tx, actor, id, new Date()));
}

function read(outputId: string) {
  return listComments(database.db, reviewer, outputId, { limit: 200 });
}

function mentionsOf(actor: Actor) {
  return listMentions(database.db, actor, { limit: 50 });
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error("Expected a refusal.", { cause: error });
}

async function actionsOn(subjectId: string): Promise<string[]> {
  const lines = await database.db.audit.findMany({ where: { subjectId }, orderBy: { id: "asc" } });
  return lines.map(({ action }) => action);
}

const pin = { kind: "pin" as const, at: [0.25, 0.75] as [number, number] };

describe("an edit", () => {
  test("shows what is meant now and that it was edited, keeps what was said and its marks", async () => {
    const id = await studio.output();
    const said = await post(reviewer, id, { body: "six toes", shapes: [pin] });
    const edited = await edit(reviewer, said.id, "six fingers");
    expect(edited).toMatchObject({ body: "six fingers", number: 1, shapes: said.shapes });
    expect(edited.edited).not.toBeNull();
    await edit(reviewer, said.id, "six fingers, left hand");
    expect((await read(id)).items).toMatchObject([{ body: "six fingers, left hand" }]);
    const { items } = await listWordings(database.db, viewer, said.id);
    expect(items.map(({ body }) => body)).toEqual(["six toes", "six fingers", "six fingers, left hand"]);
    expect(await actionsOn(said.id)).toEqual(["comment.posted", "comment.edited", "comment.edited"]);
    expect(await findOutput(database.db, reviewer, id)).toMatchObject({ comments: 1, drawings: 1 });
  });

  test("that changes nothing is no edit", async () => {
    const said = await post(reviewer, await studio.output(), { body: "as it is" });
    expect((await edit(reviewer, said.id, " as it is ")).edited).toBeNull();
    expect(await actionsOn(said.id)).toEqual(["comment.posted"]);
  });

  test("is for its author alone, and leaves something to read", async () => {
    const said = await post(reviewer, await studio.output(), { body: "mine" });
    expect(await refusalOf(edit(owner, said.id, "yours"))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(edit(stranger, said.id, "ours"))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(edit(reviewer, said.id, " "))).toMatchObject({
      details: { fields: [{ path: "/body" }] },
    });
  });

  test("of what it said before cannot be changed, whatever asks for it", async () => {
    const said = await post(reviewer, await studio.output(), { body: "one" });
    await edit(reviewer, said.id, "two");
    await expect(
      database.db.commentEdit.updateMany({ where: { commentId: said.id }, data: { body: "three" } }),
    ).rejects.toThrow("append-only");
  });
});

describe("a deleted comment", () => {
  test("leaves a line that says by whom, keeps its number, and takes its drawings with it", async () => {
    const id = await studio.output();
    const first = await post(reviewer, id, { body: "wrong picture", shapes: [pin, pin] });
    await post(reviewer, id, { body: "this stays", parent: first.id });
    const gone = await remove(owner, first.id);
    expect(gone).toMatchObject({
      number: 1,
      body: "",
      shapes: [],
      mentions: [],
      deleted: { by: { id: owner.id } },
    });
    const { items } = await read(id);
    expect(JSON.stringify(items)).not.toContain("wrong picture");
    expect(items.map(({ number }) => number)).toEqual([1, 2]);
    expect(await findOutput(database.db, reviewer, id)).toMatchObject({
      comments: 1,
      drawings: 0,
      lastComment: 2,
    });
    expect((await post(reviewer, id, { body: "the next" })).number).toBe(3);
    expect(await refusalOf(listWordings(database.db, owner, first.id))).toMatchObject({ code: "not_found" });
    const row = await database.db.comment.findUniqueOrThrow({ where: { id: first.id } });
    expect(row.body, "the record keeps what was said").toBe("wrong picture");
  });

  test("is deleted once, whoever asks again, and cannot be edited", async () => {
    const id = await studio.output();
    const said = await post(reviewer, id, { body: "oops" });
    await Promise.all([remove(reviewer, said.id), remove(owner, said.id)]);
    expect(await findOutput(database.db, reviewer, id)).toMatchObject({ comments: 0 });
    expect(await actionsOn(said.id)).toEqual(["comment.posted", "comment.deleted"]);
    expect(await refusalOf(edit(reviewer, said.id, "after all"))).toMatchObject({ code: "invalid" });
  });

  test("was its author's or an owner's to delete, and is unread by nobody", async () => {
    const id = await studio.output();
    const said = await post(reviewer, id, { body: "hands?" });
    expect(await refusalOf(remove(secondReviewer, said.id))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(remove(stranger, said.id))).toMatchObject({ code: "not_found" });
    expect((await findOutput(database.db, secondReviewer, id))?.unread).toBe(1);
    await remove(reviewer, said.id);
    expect((await findOutput(database.db, secondReviewer, id))?.unread).toBe(0);
  });
});

describe("CMT-4 the list of mentions", () => {
  test("has the comments that call a person, newest first, until they are read", async () => {
    const id = await studio.output();
    const first = await post(reviewer, id, { body: "@Rob look", mentions: [secondReviewer.id] });
    const second = await post(reviewer, id, {
      body: "@Rob again",
      mentions: [secondReviewer.id, reviewer.id],
    });
    const { items, unread } = await mentionsOf(secondReviewer);
    expect(unread).toBe(2);
    expect(items).toMatchObject([
      { id: second.id, outputId: id, body: "@Rob again", by: { id: reviewer.id }, isRead: false },
      { id: first.id, isRead: false },
    ]);
    expect((await mentionsOf(reviewer)).items, "nobody is told what they said themselves").toEqual([]);
    const paged = await listMentions(database.db, secondReviewer, { limit: 1 });
    const rest = await listMentions(database.db, secondReviewer, {
      limit: 1,
      cursor: paged.nextCursor ?? "",
    });
    expect(rest.items).toMatchObject([{ id: first.id }]);

    const one = await inTransaction(database.db, (tx) =>
      markMention(tx, secondReviewer, second.id, new Date()),
    );
    expect(one).toEqual({ unread: 1 });
    const all = await inTransaction(database.db, (tx) =>
      markMentions(tx, secondReviewer, second.id, new Date()),
    );
    expect(all).toEqual({ unread: 0 });
    const notMine = inTransaction(database.db, (tx) => markMention(tx, reviewer, second.id, new Date()));
    expect(await refusalOf(notMine)).toMatchObject({ code: "not_found" });
  });

  test("counts a mention as read once its comment was read on the picture", async () => {
    const id = await studio.output();
    await post(reviewer, id, { body: "@Vera", mentions: [viewer.id] });
    expect((await mentionsOf(viewer)).unread).toBe(1);
    await inTransaction(database.db, (tx) => markRead(tx, viewer, id, 1, new Date()));
    expect((await mentionsOf(viewer)).unread).toBe(0);
  });

  test("follows what is edited and deleted, and refuses an edit that calls who may not look", async () => {
    const id = await studio.output();
    const said = await post(reviewer, id, { body: "look" });
    await edit(reviewer, said.id, "@Vera look", [viewer.id]);
    expect((await mentionsOf(viewer)).items[0]).toMatchObject({ id: said.id, body: "@Vera look" });
    expect(await refusalOf(edit(reviewer, said.id, "@Sam look", [stranger.id]))).toMatchObject({
      details: { fields: [{ path: "/mentions/0" }] },
    });
    await edit(reviewer, said.id, "@Rob look", [secondReviewer.id]);
    expect((await mentionsOf(viewer)).items.map((mention) => mention.id)).not.toContain(said.id);
    await remove(reviewer, said.id);
    expect((await mentionsOf(secondReviewer)).items.map((mention) => mention.id)).not.toContain(said.id);
  });

  test("shows nothing of a project that somebody has left", async () => {
    await post(reviewer, await studio.output(), { body: "@Rob", mentions: [secondReviewer.id] });
    expect((await mentionsOf(secondReviewer)).items.length).toBeGreaterThan(0);
    const gone: Actor = { ...secondReviewer, roles: new Map() };
    expect(await mentionsOf(gone)).toEqual({ items: [], nextCursor: null, unread: 0 });
  });
});
