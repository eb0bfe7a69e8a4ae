"use client";

import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { Tile } from "#components/review/tile";
import { useGridLayout } from "#components/review/use-grid-layout";

type GridProps = {
  /** Behind the large view the grid keeps its place and takes no focus. */
  isCovered: boolean;
  onOpen: (id: string) => void;
  onColumns: (columns: number) => void;
};

/** All outputs of the list, row by row; only the rows in sight are in the page. */
export function Grid({ isCovered, onOpen, onColumns }: GridProps) {
  const { loader } = useDeskParts();
  const order = useDesk((desk) => desk.order);
  const cursor = useDesk((desk) => desk.cursor);
  const hasMore = useDesk((desk) => desk.nextCursor !== null);
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, side, rowHeight } = useGridLayout(scroller);
  useEffect(() => onColumns(columns), [columns, onColumns]);

  const rows = Math.ceil(order.length / columns);
  const at = cursor === null ? -1 : order.indexOf(cursor);
  const cursorRow = at === -1 ? -1 : Math.floor(at / columns);
  // The row with the focus stays in the page however far one scrolls, or the focus would fall to the body.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return cursorRow === -1 || shown.includes(cursorRow)
        ? shown
        : [...shown, cursorRow].sort((a, b) => a - b);
    },
    [cursorRow],
  );
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 2,
    paddingStart: 12,
    paddingEnd: 12,
    scrollPaddingStart: 12,
    scrollPaddingEnd: 12,
    rangeExtractor,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows - 4) void loader.more();
  }, [hasMore, lastShown, rows, loader]);

  useEffect(() => {
    if (cursorRow !== -1) virtual.scrollToIndex(cursorRow, { align: "auto" });
  }, [cursorRow, columns, virtual]);

  // The focus follows the cursor while it is in the grid, or nowhere; never out of a field or a button.
  useEffect(() => {
    const { activeElement } = document;
    if (isCovered || cursor === null) return;
    if (activeElement !== document.body && !activeElement?.closest("[data-tile]")) return;
    scroller.current?.querySelector<HTMLElement>(`[data-tile="${cursor}"]`)?.focus({ preventScroll: true });
  }, [cursor, isCovered, items]);

  return (
    <div
      ref={scroller}
      inert={isCovered}
      className="absolute inset-0 overflow-y-auto overscroll-contain px-5"
    >
      <div
        role="grid"
        aria-label="Pictures"
        aria-rowcount={hasMore ? -1 : rows}
        aria-colcount={columns}
        aria-multiselectable="true"
        className="relative mx-auto"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 1}
            className="absolute inset-x-0 top-0 flex items-start justify-center gap-x-5"
            style={{ transform: `translateY(${start}px)`, height: rowHeight }}
          >
            {Array.from({ length: columns }, (_, column) => {
              const position = index * columns + column;
              const id = order[position];
              // Empty places keep the last row's tiles under their columns.
              if (id === undefined) return <div key={column} aria-hidden style={{ width: side }} />;
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
