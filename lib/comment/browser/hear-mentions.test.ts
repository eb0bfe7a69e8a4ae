import { expect, it, vi } from "vitest";
import type { EventKind } from "#lib/event/event-schema";
import { hearMentions } from "./hear-mentions.ts";

function heard(kind: EventKind, data: Record<string, unknown>) {
  const tell = vi.fn();
  const event = { id: "1-1", kind, project: "p", subject: "c1", at: "", data: { outputId: "o1", ...data } };
  hearMentions("me", tell)({ type: "event", event });
  return tell.mock.calls.flat();
}

const mara = { kind: "person", id: "mara", name: "Mara" };

it("CMT-4 whoever is called is told by whom and where, also by an edit", () => {
  const call = [{ id: "c1", outputId: "o1", by: "Mara" }];
  expect(heard("comment.created", { by: mara, mentions: ["rob", "me"] })).toEqual(call);
  expect(heard("comment.changed", { by: mara, mentions: ["me"], edited: true })).toEqual(call);
});

it("CMT-4 nobody else is told, and nobody of what they said themselves", () => {
  expect(heard("comment.created", { by: mara, mentions: ["rob"] })).toEqual([]);
  expect(heard("comment.created", { by: { ...mara, id: "me" }, mentions: ["me"] })).toEqual([]);
  expect(heard("comment.changed", { resolved: true })).toEqual([]);
  expect(heard("output.changed", { by: mara, mentions: ["me"] })).toEqual([]);
});
