"use client";

import { useCallback, useEffect } from "react";
import { useDrawing } from "#components/drawing/use-drawing";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useWhyNot } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { beginDrawing, changeDrawing, leaveDrawing } from "#lib/comment/browser/drawing";
import type { OutputView } from "#lib/output/output-schema";

type Panel = { areDetailsShown: boolean; onDetails: () => void };

/** Drawing on the picture of the large view: the way in, and what happens when the picture is left meanwhile. */
export function useDrawingOn(row: OutputView | undefined, { areDetailsShown, onDetails }: Panel) {
  const { desk, drafts } = useDeskParts();
  const id = row?.id;
  const isDrawing = useDrawing(({ on }) => on !== null && on === id);
  const wantsWords = useDrawing((drawing) => drawing.wantsWords);
  const mayNot = useWhyNot("comment.create");
  const whyNotDraw =
    mayNot ?? (row?.sha256 === null ? "This file was set aside; there is nothing to draw on." : undefined);

  const draw = useCallback(() => {
    const { cursor, rows } = desk.read();
    if (whyNotDraw !== undefined) toast.info(whyNotDraw);
    else if (cursor !== null && rows.has(cursor)) beginDrawing(cursor);
  }, [whyNotDraw, desk]);
  useKeyActions({ draw });

  // Another picture, or the grid: what was drawn stays with the one that was left, and it is asked about there.
  useEffect(() => {
    if (id === undefined) return;
    return () => leaveDrawing(drafts.read(id).shapes.length, true);
  }, [id, drafts]);

  // The words of a mark are in the details.
  useEffect(() => {
    if (!wantsWords) return;
    changeDrawing({ wantsWords: false });
    if (!areDetailsShown) onDetails();
  }, [wantsWords, areDetailsShown, onDetails]);

  return { isDrawing, draw, whyNotDraw };
}
