"use client";

import { DrawingCanvas } from "#components/drawing/drawing-canvas";
import { Drawings } from "#components/drawing/drawings";
import { useDrawing } from "#components/drawing/use-drawing";
import type { OutputView } from "#lib/output/output-schema";

/** All that may lie over a picture: its marks, and the canvas while somebody draws. Fills the picture's own box. */
export function PictureMarks({ row }: { row: OutputView }) {
  const isDrawing = useDrawing(({ on }) => on === row.id);
  return (
    <>
      <Drawings row={row} />
      {isDrawing && <DrawingCanvas row={row} />}
    </>
  );
}
