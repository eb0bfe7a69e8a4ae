import { expect, it } from "vitest";
import type { Frame } from "#lib/event/browser/frame";
import { createDeskStore } from "./desk-store.ts";
import { hearComments } from "./hear-comments.ts";
import { sampleOutput } from "./testing/sample-output.ts";

function posted(comments: number, by: string, drawings = 0): Frame {
  const data = { outputId: "o1", comments, drawings, by: { kind: "person", id: by } };
  const event = { id: "1-1", kind: "comment.created", project: "p", subject: "c", data, at: "" } as const;
  return { type: "event", event };
}

it("TILE-3 a tile counts what others say while one looks, once each, and one's own is never unread", () => {
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: [sampleOutput("o1")], isWhole: true });
  const hear = hearComments(desk, "me");
  const row = () => desk.read().rows.get("o1");
  hear(posted(1, "mara", 2));
  expect(row()).toMatchObject({ comments: 1, unread: 1, drawings: 2 });
  hear(posted(1, "mara", 2));
  hear(posted(2, "me", 2));
  expect(row()).toMatchObject({ comments: 2, unread: 1, drawings: 2 });
});
