"use client";

import { Pin } from "lucide-react";
import { memo, useDeferredValue, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { cn } from "#components/ui/cn";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { useComparison } from "#components/review/large/use-comparison";
import { Thumbnail } from "#components/review/grid/thumbnail";
import { useWindow } from "#components/review/grid/use-window";
import { VerdictStrip } from "#components/review/decide/verdict-mark";
import { AfterPaint } from "#components/ui/after-paint";
import { isUndecided, positionOf, shownState } from "#lib/review/browser/desk/desk";
import { totalLength } from "#lib/review/browser/grid/window-range";
import { nameTile } from "#lib/review/browser/desk/words";

const side = 56;
const step = side + 14;
const leastPadding = 12;

/** The whole list in its order, the current one in the middle, decided ones dimmed where they are. */
export function Filmstrip() {
  const { loader } = useDeskParts();
  const order = useDesk((desk) => desk.order);
  // The large picture is painted first; the strip follows in the next frame.
  const at = useDeferredValue(useDesk((desk) => positionOf(desk, desk.cursor)));
  const scroller = useRef<HTMLDivElement>(null);
  const padding = usePadding(scroller);
  const list = { count: order.length, size: step, padding };
  const { indexes, last, show } = useWindow(scroller, { ...list, horizontal: true });
  useEffect(() => {
    if (at !== -1) show(at, "center");
  }, [at, show, padding]);
  const first = indexes[0] ?? 0;
  useEffect(() => loader.want(first, last), [loader, first, last]);
  return (
    <div
      ref={scroller}
      className="overflow-x-auto bg-bg pt-3 pb-1"
      // In reach of a keyboard even while the current frame is scrolled out of the window.
      tabIndex={0}
      role="region"
      aria-label="Filmstrip"
    >
      <div className="relative h-16" style={{ width: totalLength(list) }}>
        <AfterPaint>
          {indexes.map((index) => {
            const id = order[index];
            return id === undefined || id === null ? (
              <span
                key={index}
                aria-hidden
                className="absolute top-1 left-2 bg-mat"
                style={{
                  transform: `translateX(${padding + index * step}px)`,
                  width: side,
                  height: side,
                }}
              />
            ) : (
              <Frame
                key={id}
                id={id}
                position={index}
                start={padding + index * step}
                isCurrent={index === at}
              />
            );
          })}
        </AfterPaint>
      </div>
    </div>
  );
}

/** Half a strip at either end, so that the first and the last picture come into the middle as well. */
function usePadding(scroller: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return Math.max(leastPadding, Math.round((width - step) / 2));
}

type FrameProps = { id: string; position: number; start: number; isCurrent: boolean };

const Frame = memo(function Frame({ id, position, start, isCurrent }: FrameProps) {
  const { desk } = useDeskParts();
  const row = useDesk(({ rows }) => rows.get(id));
  const state = useDesk((read) => shownState(read, id));
  const isOpen = useDesk((read) => isUndecided(read)(id));
  const isHoped = useDesk(({ writes }) => writes.has(id));
  const isPinned = useComparison((comparison) => comparison?.pins.includes(id) === true);
  if (row === undefined) return null;
  return (
    <button
      type="button"
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent ? "true" : undefined}
      aria-label={`${nameTile(row, position, state)}${isPinned ? ", pinned" : ""}`}
      onClick={() => desk.dispatch({ type: "moved", to: id })}
      style={{ transform: `translateX(${start}px)`, width: side, height: side }}
      className={cn(
        "absolute top-1 left-2 bg-mat",
        isCurrent && "outline-2 outline-offset-2 outline-text outline-solid",
      )}
    >
      {isPinned && (
        <Pin aria-hidden className="absolute -top-3.5 left-1/2 size-3 -translate-x-1/2 text-accent-text" />
      )}
      <Thumbnail row={row} side={side} isDimmed={!isOpen && !isCurrent} />
      <VerdictStrip state={state} isHoped={isHoped} className="absolute inset-y-0 -left-2 w-1" />
    </button>
  );
});
