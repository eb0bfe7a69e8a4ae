"use client";

import { useEffect, useMemo, useRef } from "react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { Tile } from "#components/review/tile";
import { useGridLayout } from "#components/review/use-grid-layout";
import { useWindow } from "#components/review/use-window";
import { positionOf } from "#lib/review/browser/desk";
import { totalLength } from "#lib/review/browser/window-range";

type GridProps = {
  /** Behind the large view the grid keeps its place and takes no focus. */
  isCovered: boolean;
  onOpen: (id: string) => void;
  onColumns: (columns: number) => void;
};

const gridPadding = 12;

/** All outputs of the list, row by row; only the rows in sight are in the page. */
export function Grid({ isCovered, onOpen, onColumns }: GridProps) {
  const { loader } = useDeskParts();
  const order = useDesk((desk) => desk.order);
  const cursor = useDesk((desk) => desk.cursor);
  const isWhole = useDesk((desk) => desk.isWhole);
  const at = useDesk((desk) => (typeof desk.goal === "number" ? desk.goal : positionOf(desk, desk.cursor)));
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, side, rowHeight } = useGridLayout(scroller);
  useEffect(() => onColumns(columns), [columns, onColumns]);

  const rows = Math.ceil(order.length / columns);
  const cursorRow = at === -1 ? -1 : Math.floor(at / columns);
  const list = { count: rows, size: rowHeight, padding: gridPadding };
  const { indexes, last, show } = useWindow(scroller, list);
  // The row with the focus stays in the page however far one scrolls, or the focus would fall to the body.
  const drawn = useMemo(
    () =>
      cursorRow === -1 || indexes.includes(cursorRow)
        ? indexes
        : [...indexes, cursorRow].sort((a, b) => a - b),
    [indexes, cursorRow],
  );
  const first = indexes[0] ?? 0;
  useEffect(() => {
    loader.want(first * columns, (last + 1) * columns - 1);
  }, [first, last, columns, order.length, loader]);
  useEffect(() => {
    if (cursorRow !== -1) show(cursorRow, "nearest");
  }, [cursorRow, columns, rowHeight, show]);

  // The focus follows the cursor while it is in the grid, or nowhere; never out of a field or a button.
  useEffect(() => {
    const { activeElement } = document;
    if (isCovered || cursor === null) return;
    if (activeElement !== document.body && !activeElement?.closest("[data-tile]")) return;
    scroller.current?.querySelector<HTMLElement>(`[data-tile="${cursor}"]`)?.focus({ preventScroll: true });
  }, [cursor, isCovered, drawn]);

  return (
    <div
      ref={scroller}
      inert={isCovered}
      className="absolute inset-0 overflow-y-auto overscroll-contain px-5"
    >
      <div
        role="grid"
        aria-label="Pictures"
        aria-rowcount={isWhole ? rows : -1}
        aria-colcount={columns}
        aria-multiselectable="true"
        className="relative mx-auto"
        style={{ height: totalLength(list) }}
      >
        {drawn.map((index) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 1}
            className="absolute inset-x-0 top-0 flex items-start justify-center gap-x-5"
            style={{ transform: `translateY(${gridPadding + index * rowHeight}px)`, height: rowHeight }}
          >
            {Array.from({ length: columns }, (_, column) => {
              const position = index * columns + column;
              const id = order[position];
              // Empty places keep the last row's tiles under their columns.
              if (id === undefined) return <div key={column} aria-hidden style={{ width: side }} />;
              if (id === null)
                return <div key={column} className="bg-mat" style={{ width: side, height: side }} />;
              return (
                <Tile key={id} id={id} position={position} columns={columns} side={side} onOpen={onOpen} />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
