import type { Frame } from "#lib/event/browser/frame";
import type { DeskStore } from "./desk-store.ts";

/** Keeps the counters of listed outputs true while others comment. What was counted already counts nothing twice. */
export function hearComments(desk: DeskStore, personId: string): (frame: Frame) => void {
  return (frame) => {
    if (frame.type !== "event" || frame.event.kind !== "comment.created") return;
    const { outputId, comments, drawings, by } = frame.event.data as {
      outputId: string;
      comments: number;
      drawings: number;
      by: { id: string };
    };
    const row = desk.read().rows.get(outputId);
    if (row === undefined || comments <= row.comments) return;
    const others = comments - row.comments - (by.id === personId ? 1 : 0);
    desk.dispatch({ type: "row-read", row: { ...row, comments, drawings, unread: row.unread + others } });
  };
}
