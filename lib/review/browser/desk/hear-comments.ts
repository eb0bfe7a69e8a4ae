import type { Frame } from "#lib/event/browser/frame";
import type { OutputView } from "#lib/output/output-schema";
import type { DeskStore } from "./desk-store.ts";

type Created = {
  outputId: string;
  number: number;
  comments: number;
  drawings: number;
  by: { id: string };
};

type HearParts = { desk: DeskStore; personId: string; fetchOne: (id: string) => Promise<OutputView> };

/**
 * Keeps the counters of listed outputs true while others comment. What was counted already counts nothing twice; what
 * was deleted may have been unread or not, so the row is read again.
 */
export function hearComments({ desk, personId, fetchOne }: HearParts): (frame: Frame) => void {
  async function readAgain(id: string): Promise<void> {
    if (!desk.read().rows.has(id)) return;
    desk.dispatch({ type: "row-read", row: await fetchOne(id) });
  }

  function count({ outputId, number, comments, drawings, by }: Created): void {
    const row = desk.read().rows.get(outputId);
    if (row === undefined || number <= row.lastComment) return;
    const others = number - row.lastComment - (by.id === personId ? 1 : 0);
    const counted = { comments, drawings, lastComment: number, unread: row.unread + others };
    desk.dispatch({ type: "row-read", row: { ...row, ...counted } });
  }

  return (frame) => {
    if (frame.type !== "event") return;
    const { kind, data } = frame.event;
    if (kind === "comment.created") count(data as Created);
    // A row that could not be read keeps its counters until it is read the next time.
    else if (kind === "comment.changed" && data["deleted"] === true)
      readAgain(String(data["outputId"])).catch(() => undefined);
  };
}
