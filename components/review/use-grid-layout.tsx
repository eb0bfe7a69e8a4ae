"use client";

import { useLayoutEffect, useState, type RefObject } from "react";
import { useTileSize, type TileSize } from "#components/review/tile-size";

const sides: Record<TileSize, number> = { S: 124, M: 196, L: 308 };
/** On a narrow screen tiles shrink until this many stand side by side. */
const fewest: Record<TileSize, number> = { S: 3, M: 2, L: 1 };
const gap = 20;
const margins = 40;
const captionAndGap = 24 + 18;

export type GridLayout = { columns: number; side: number; rowHeight: number };

/** Fixed cells for the width there is: how many columns, how large, how high a row. */
export function useGridLayout(scroller: RefObject<HTMLElement | null>): GridLayout {
  const size = useTileSize();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const room = Math.max(width - margins, 200);
  const side = Math.min(sides[size], Math.floor((room - (fewest[size] - 1) * gap) / fewest[size]));
  return {
    columns: Math.max(1, Math.floor((room + gap) / (side + gap))),
    side,
    rowHeight: side + captionAndGap,
  };
}
