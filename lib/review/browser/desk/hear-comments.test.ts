import { expect, it, vi } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import { createDeskStore } from "./desk-store.ts";
import { hearComments } from "./hear-comments.ts";
import { sampleOutput } from "#lib/review/browser/testing/sample-output";

function heard(kind: "comment.created" | "comment.changed", data: object): Frame {
  const event = { id: "1-1", kind, project: "p", subject: "c", data: { outputId: "o1", ...data }, at: "" };
  return { type: "event", event };
}

function posted(number: number, by: string, drawings = 0, comments = number): Frame {
  return heard("comment.created", { number, comments, drawings, by: { kind: "person", id: by } });
}

function open(fetched = sampleOutput("o1")) {
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: [sampleOutput("o1")], isWhole: true });
  const fetchOne = vi.fn(async () => fetched);
  const hear = hearComments({ desk, personId: "me", fetchOne });
  return { hear, fetchOne, row: () => desk.read().rows.get("o1") };
}

it("TILE-3 a tile counts what others say while one looks, once each, and one's own is never unread", () => {
  const { hear, row } = open();
  hear(posted(1, "mara", 2));
  expect(row()).toMatchObject({ comments: 1, unread: 1, drawings: 2 });
  hear(posted(1, "mara", 2));
  hear(posted(2, "me", 2));
  expect(row()).toMatchObject({ comments: 2, unread: 1, drawings: 2 });
});

it("TILE-3 what was deleted counts no longer, and what is said afterwards counts once", async () => {
  const { hear, row } = open({ ...sampleOutput("o1"), comments: 0, lastComment: 1 });
  hear(posted(1, "mara"));
  hear(heard("comment.changed", { deleted: true }));
  await vi.waitFor(() => expect(row()).toMatchObject({ comments: 0, unread: 0, lastComment: 1 }));
  // Told of late: it is in the row that was read again.
  hear(posted(1, "mara"));
  expect(row()).toMatchObject({ comments: 0, unread: 0 });
  hear(posted(2, "mara", 0, 1));
  expect(row()).toMatchObject({ comments: 1, unread: 1, lastComment: 2 });
});

it("an edit or a resolution changes no counter and reads nothing", () => {
  const { hear, fetchOne } = open();
  hear(heard("comment.changed", { edited: true }));
  hear(heard("comment.changed", { resolved: true }));
  expect(fetchOne).not.toHaveBeenCalled();
});
