"use client";

import { EyeOff, MessageSquare, Pencil, SquarePen } from "lucide-react";
import { useDrawing } from "#components/drawing/use-drawing";
import { useWaitingDraft } from "#components/review/grid/use-waiting-draft";
import { TileMark } from "#components/review/grid/tile-mark";
import { changeDrawing } from "#lib/comment/browser/drawing";
import type { OutputView } from "#lib/output/output-schema";

/** What was said and drawn, in the line under the picture; nothing where there is nothing. */
export function TileMarks({ row }: { row: OutputView }) {
  const isWaiting = useWaitingDraft(row.id);
  const isHidden = useDrawing((drawing) => drawing.isHidden);
  const { comments, unread, drawings } = row;
  if (comments === 0 && drawings === 0 && !isWaiting) return null;
  const Glyph = isHidden ? EyeOff : Pencil;
  const words = comments === 1 ? "1 comment" : `${comments} comments`;
  return (
    <>
      {isWaiting && (
        <TileMark title="A draft of yours waits here" data-draft>
          <SquarePen aria-hidden className="size-3 text-accent-text" />
        </TileMark>
      )}
      {comments > 0 && (
        <TileMark title={unread > 0 ? `${unread} unread of ${words}` : words}>
          <MessageSquare aria-hidden className="size-3" />
          {comments}
          {unread > 0 && (
            <strong className="ml-0.5 rounded-full bg-accent px-1 leading-3.5 font-semibold text-accent-ink">
              {unread}
            </strong>
          )}
        </TileMark>
      )}
      {drawings > 0 && (
        <TileMark
          data-drawn
          title={isHidden ? "Drawings, hidden now" : "Drawings on the picture; point here to see them"}
          onPointerEnter={() => changeDrawing({ peekAt: row.id })}
          onPointerLeave={() => changeDrawing({ peekAt: null })}
        >
          <Glyph aria-hidden className="size-3" />
          {drawings}
        </TileMark>
      )}
    </>
  );
}
