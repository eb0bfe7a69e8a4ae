"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { offsetToShow, rangeInSight, type Opening } from "#lib/review/browser/grid/window-range";

type WindowOptions = Pick<Opening, "count" | "size" | "padding"> & { horizontal?: boolean };

/**
 * Which of many equally large rows to draw. Every row has the same size here, which is all a general list library
 * would spend its weight on finding out. Redraws only when the range changes, not at every pixel.
 */
export function useWindow(scroller: RefObject<HTMLElement | null>, options: WindowOptions) {
  const { count, size, padding, horizontal = false } = options;
  const [seen, setSeen] = useState({ offset: 0, length: 0 });
  const latest = useRef({ count, size, padding });
  useLayoutEffect(() => {
    latest.current = { count, size, padding };
  });

  const read = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const now = horizontal
      ? { offset: element.scrollLeft, length: element.clientWidth }
      : { offset: element.scrollTop, length: element.clientHeight };
    setSeen((before) => (isSameRange(before, now, latest.current) ? before : now));
  }, [scroller, horizontal]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [scroller, read]);
  // Another row size or count may bring other rows under the same offset.
  useEffect(read, [read, count, size]);

  const show = useCallback(
    (index: number, align: "nearest" | "center") => {
      const element = scroller.current;
      if (element === null) return;
      const offset = horizontal ? element.scrollLeft : element.scrollTop;
      const length = horizontal ? element.clientWidth : element.clientHeight;
      const to = offsetToShow({ ...latest.current, offset, length }, index, align);
      if (to === offset) return;
      if (horizontal) element.scrollLeft = to;
      else element.scrollTop = to;
      // Now, not at the next scroll event: the row is needed for its focus in this very turn.
      read();
    },
    [scroller, horizontal, read],
  );

  const range = rangeInSight({ count, size, padding, ...seen });
  const { first = 0, last = -1 } = range ?? {};
  const indexes = useMemo(
    () => Array.from({ length: last - first + 1 }, (_, index) => first + index),
    [first, last],
  );
  return { indexes, last, show };
}

type Seen = Pick<Opening, "offset" | "length">;

function isSameRange(before: Seen, now: Seen, list: Pick<Opening, "count" | "size" | "padding">): boolean {
  const [a, b] = [rangeInSight({ ...list, ...before }), rangeInSight({ ...list, ...now })];
  return a?.first === b?.first && a?.last === b?.last;
}
