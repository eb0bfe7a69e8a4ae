"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { FillTurns } from "#lib/review/browser/grid/fill-turns";
import type { GridPlan } from "#lib/review/browser/grid/grid-plan";
import { createScrollPace, restMs } from "#lib/review/browser/grid/scroll-pace";

/** Rows drawn beyond either edge, so that scrolling meets no blank. */
const overscan = 2;

type Range = { first: number; last: number };
type WindowOptions = {
  scroller: RefObject<HTMLElement | null>;
  plan: GridPlan;
  /** Above the first row and below the last. */
  padding: number;
  turns: FillTurns;
  /** Told which rows are in sight, unless they only fly past. */
  onSight: (range: Range) => void;
  /** Told of every move: how far down, from 0 to 1, and the row at the top. */
  onScroll: (share: number, row: number, isScrubbing: boolean) => void;
};

/** Which rows of the grid to draw. Redraws only when the range changes, not at every pixel. */
export function useGridWindow(options: WindowOptions) {
  const { scroller, plan } = options;
  const [range, setRange] = useState<Range>({ first: 0, last: -1 });
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const [fliesPast] = useState(createScrollPace);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);

  const read = useCallback((): Range => {
    const element = scroller.current;
    const { plan, padding } = latest.current;
    if (element === null || plan.rowCount === 0) return { first: 0, last: -1 };
    const top = element.scrollTop - padding;
    const first = Math.max(0, plan.rowAt(top) - overscan);
    const last = Math.min(plan.rowCount - 1, plan.rowAt(top + element.clientHeight) + overscan);
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    return { first, last };
  }, [scroller]);

  const rest = useCallback(() => {
    latest.current.turns.hold(false);
    latest.current.onSight(read());
    tell(scroller.current, latest.current, false);
  }, [read, scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    function move() {
      const isScrubbing = fliesPast(scroller.current?.scrollTop ?? 0, performance.now());
      const now = read();
      if (isScrubbing) latest.current.turns.hold(true);
      else latest.current.onSight(now);
      tell(scroller.current, latest.current, isScrubbing);
      clearTimeout(resting.current);
      resting.current = setTimeout(rest, restMs);
    }
    const observer = new ResizeObserver(rest);
    observer.observe(element);
    element.addEventListener("scroll", move, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", move);
      clearTimeout(resting.current);
    };
  }, [scroller, read, rest, fliesPast]);
  // Another plan brings other rows under the same offset.
  useEffect(rest, [rest, plan]);

  /** Scrolls the shortest way until a row is wholly in sight. */
  const show = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element === null) return;
      const { plan, padding } = latest.current;
      const top = plan.topOf(row);
      const bottom = top + plan.heightOf(row) + 2 * padding;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTop = bottom - element.clientHeight;
      } else return;
      // Now, not at the next scroll event: the row is needed for its focus in this very turn.
      read();
    },
    [scroller, read],
  );
  return { range: { first: range.first, last: Math.min(range.last, plan.rowCount - 1) }, show };
}

function tell(element: HTMLElement | null, { plan, padding, onScroll }: WindowOptions, isScrubbing: boolean) {
  if (element === null) return;
  const way = Math.max(1, element.scrollHeight - element.clientHeight);
  onScroll(element.scrollTop / way, plan.rowAt(element.scrollTop - padding), isScrubbing);
}
