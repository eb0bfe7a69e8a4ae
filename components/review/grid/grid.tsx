"use client";

import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { cn } from "#components/ui/cn";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { GridRow } from "#components/review/grid/grid-row";
import { useGridView } from "#components/review/grid/grid-view";
import { ScrollThumb, type ScrollThumbHandle } from "#components/review/grid/scroll-thumb";
import { useArrangement } from "#components/review/grid/use-arrangement";
import { useGridKeys } from "#components/review/grid/use-grid-keys";
import { useGridWindow } from "#components/review/grid/use-grid-window";
import { positionOf } from "#lib/review/browser/desk/desk";
import { createFillTurns } from "#lib/review/browser/grid/fill-turns";
import { gap, layoutGrid } from "#lib/review/browser/grid/grid-layout";
import { planGrid, pileAround, type Cell } from "#lib/review/browser/grid/grid-plan";

type GridProps = {
  /** Behind the large view the grid keeps its place and takes no focus. */
  isCovered: boolean;
  onOpen: (id: string) => void;
};

const padding = 12;
const sectionHeight = 44;
/** A list of fewer screens is passed through as quickly by wheel. */
const screensToScrub = 12;

/** All outputs of the list, row by row; only the rows in sight are in the page. */
export function Grid({ isCovered, onOpen }: GridProps) {
  const { desk, loader, selecting } = useDeskParts();
  const scroller = useRef<HTMLDivElement>(null);
  const thumb = useRef<ScrollThumbHandle>(null);
  const [turns] = useState(createFillTurns);
  const view = useGridView();
  const { width, height } = useRoom(scroller);
  const cursor = useDesk((state) => state.cursor);
  const isWhole = useDesk((state) => state.isWhole);
  const total = useDesk(({ order }) => order.length);
  const now = useDesk((state) =>
    typeof state.goal === "number" ? state.goal : positionOf(state, state.cursor),
  );
  // Behind the large view it is in nobody's way.
  const before = useDeferredValue(now);
  const at = isCovered ? before : now;

  const { columns, side, rowHeight } = useMemo(
    () => layoutGrid(width, view.size, total),
    [width, view.size, total],
  );
  const arrangement = useArrangement(view);
  const openPiles = useDesk((state) => state.openPiles);
  const plan = useMemo(() => {
    const open = new Set([...openPiles].map((id) => positionOf(desk.read(), id)));
    return planGrid({ ...arrangement, total, columns, rowHeight, sectionHeight, open });
  }, [arrangement, openPiles, desk, total, columns, rowHeight]);
  const latest = useRef(plan);
  useLayoutEffect(() => {
    latest.current = plan;
  });

  const { range, show } = useGridWindow({
    scroller,
    plan,
    padding,
    turns,
    onSight: ({ first, last }) => {
      if (plan.rowCount > 0) loader.want(plan.spanOf(first)[0], plan.spanOf(last)[1]);
    },
    onScroll: (share, row, isScrubbing) => {
      const [position] = plan.spanOf(row);
      const text = `${(position + 1).toLocaleString()} of ${total.toLocaleString()}${isWhole ? "" : "+"}`;
      thumb.current?.place(share, text, isScrubbing);
    },
  });

  // A cursor that came to lie in a closed pile has it opened: what a key would hit must be seen.
  useEffect(() => {
    const first = pileAround(arrangement.piles, at);
    const id = first === null || first === at ? null : desk.read().order[first];
    if (id) desk.dispatch({ type: "pile-turned", id, isOpen: true });
  }, [arrangement, at, desk]);

  const cursorRow = at === -1 ? -1 : plan.rowOf(at);
  // The row with the focus stays in the page however far one scrolls, or the focus would fall to the body.
  const drawn = useMemo(() => {
    const rows = Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index);
    if (cursorRow === -1 || cursorRow >= plan.rowCount) return rows;
    if (cursorRow < range.first) return [cursorRow, ...rows];
    return cursorRow > range.last ? [...rows, cursorRow] : rows;
  }, [range.first, range.last, cursorRow, plan.rowCount]);
  // When the cursor moved, or was moved by another layout; not because the list has grown below it.
  const cursorTop = cursorRow === -1 ? -1 : plan.topOf(cursorRow);
  useEffect(() => {
    if (at !== -1 && cursorTop !== -1) show(latest.current.rowOf(at));
  }, [at, cursorTop, show]);
  // What takes room from the grid, the shelf below it or a smaller window, leaves what was in sight there; a sliver at
  // an edge was not looked at, and does not pull the grid away from what was.
  const lastHeight = useRef(height);
  useEffect(() => {
    const seen = lastHeight.current;
    lastHeight.current = height;
    const { scrollTop = 0 } = scroller.current ?? {};
    const middle = cursorTop + rowHeight / 2;
    const wasInSight = middle < scrollTop + seen && middle > scrollTop;
    if (cursorRow !== -1 && height < seen && wasInSight) show(cursorRow);
  }, [height, cursorRow, cursorTop, rowHeight, show]);

  // The focus follows the cursor while it is in the grid, or nowhere; never out of a field or a button.
  useEffect(() => {
    const { activeElement } = document;
    if (isCovered || cursor === null) return;
    if (activeElement !== document.body && !activeElement?.closest("[data-tile]")) return;
    scroller.current?.querySelector<HTMLElement>(`[data-tile="${cursor}"]`)?.focus({ preventScroll: true });
  }, [cursor, isCovered, drawn, plan]);

  const reach = useCallback(
    async (position: number) => {
      const row = latest.current.row(latest.current.rowOf(position));
      const cell = row.type === "cells" ? row.cells.find((one) => one.position === position) : undefined;
      await selecting.extendTo(position, position + (cell?.count ?? 1) - 1);
      loader.goTo(position);
    },
    [selecting, loader],
  );
  const select = useCallback(
    ({ position, count }: Cell) => {
      const ids = desk.read().order.slice(position, position + count);
      selecting.toggle(ids.flatMap((id) => id ?? []));
    },
    [desk, selecting],
  );
  const selectSection = useCallback(
    (first: number, last: number) => void selecting.add(first, last),
    [selecting],
  );
  useGridKeys({ plan: latest, isCovered, onReach: reach, onSelect: select });
  const onReach = useCallback((position: number) => void reach(position), [reach]);

  const isLong = plan.height > screensToScrub * Math.max(height, 1);
  return (
    <div inert={isCovered} className="absolute inset-0">
      <div
        ref={scroller}
        data-grid-scroller
        className={cn(
          "absolute inset-0 overflow-y-auto overscroll-contain px-5",
          // The thumb stands in for a scroll bar whose own would be a hair.
          isLong && "[scrollbar-width:none]",
        )}
      >
        <div
          role="grid"
          aria-label="Pictures"
          aria-rowcount={isWhole ? plan.rowCount : -1}
          aria-colcount={columns}
          aria-multiselectable="true"
          className="relative mx-auto"
          style={{ height: plan.height + 2 * padding, width: columns * side + (columns - 1) * gap }}
        >
          {drawn.map((index) => (
            <GridRow
              key={index}
              index={index}
              plan={plan}
              padding={padding}
              side={side}
              group={view.group}
              turns={turns}
              hasCursor={index === cursorRow}
              onOpen={onOpen}
              onReach={onReach}
              onSelect={select}
              onSelectSection={selectSection}
            />
          ))}
        </div>
      </div>
      {isLong && <ScrollThumb scroller={scroller} ref={thumb} />}
    </div>
  );
}

const margins = 40;

/** The room that tiles have: without the margins, and without a scroll bar. */
function useRoom(scroller: React.RefObject<HTMLElement | null>): { width: number; height: number } {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setRoom({ width: element.clientWidth - margins, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}
