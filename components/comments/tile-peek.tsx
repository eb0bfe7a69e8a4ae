"use client";

import { Suspense } from "react";
import { useDrawing } from "#components/drawing/use-drawing";
import { lazyPart } from "#components/ui/lazy-part";
import { containIn } from "#lib/review/browser/grid/contain";
import type { OutputView } from "#lib/output/output-schema";

const Drawings = lazyPart(() => import("#components/drawing/drawings").then((part) => part.Drawings));

/** The marks of a picture on its tile, while one points at their counter below it. */
export function TilePeek({ row, side }: { row: OutputView; side: number }) {
  const isShown = useDrawing(({ peekAt }) => peekAt === row.id);
  if (!isShown) return null;
  return (
    <Suspense>
      <div className="absolute inset-0 m-auto" style={containIn(row, side)}>
        <Drawings row={row} isStill />
      </div>
    </Suspense>
  );
}
