"use client";

import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from "react";
import { clampView, fitScale, trueScale, zoomAt, type Size, type View } from "#lib/review/browser/zoom";

export type ZoomControls = { toggle: () => void; zoomBy: (factor: number) => void };

type Point = { x: number; y: number };

const centre: Point = { x: 0, y: 0 };
const isClickPx = 4;

/**
 * Fit or zoomed, and where. A zoom is kept from picture to picture while their pixel size is the same, so that one
 * detail can be compared through a series; another size starts from fit.
 */
export function useZoom(stage: RefObject<HTMLDivElement | null>, picture: Size) {
  const [room, setRoom] = useState<Size>({ width: 1, height: 1 });
  const [zoomed, setZoomed] = useState<View | null>(null);
  const [isDragging, setDragging] = useState(false);
  const drag = useRef<{ start: Point; from: View; moved: boolean } | null>(null);

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);
  useEffect(() => setZoomed(null), [picture.width, picture.height]);

  const density = typeof window === "undefined" ? 1 : window.devicePixelRatio;
  const fit = fitScale(room, picture, density);
  const view = zoomed ?? { scale: fit, x: 0, y: 0 };
  const { width, height } = picture;

  const latest = useRef({ view, room, fit });
  useLayoutEffect(() => {
    latest.current = { view, room, fit };
  });

  const move = useMemo(() => {
    const size = { width, height };
    return (next: View) => {
      const held = clampView(next, latest.current.room, size, density);
      setZoomed(held.scale <= latest.current.fit * 1.001 ? null : held);
    };
  }, [width, height, density]);

  const controls = useMemo<ZoomControls & { toggleAt: (at: Point) => void }>(() => {
    const toggleAt = (at: Point) => {
      const { view: now, fit: least } = latest.current;
      const isFitted = now.scale <= least * 1.001;
      if (!isFitted) setZoomed(null);
      // A small picture shows true pixels already: then the toggle looks twice as close.
      else move(zoomAt(now, least >= trueScale(density) * 0.999 ? least * 2 : trueScale(density), at));
    };
    return {
      toggleAt,
      toggle: () => toggleAt(centre),
      zoomBy: (factor) => move(zoomAt(latest.current.view, latest.current.view.scale * factor, centre)),
    };
  }, [density, move]);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    function wheel(event: WheelEvent) {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      move(
        zoomAt(
          latest.current.view,
          latest.current.view.scale * factor,
          pointIn(element as HTMLElement, event),
        ),
      );
    }
    // React listens passively, which would let the page zoom as well.
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [stage, move]);

  const bind = {
    onPointerDown(event: ReactPointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { start: { x: event.clientX, y: event.clientY }, from: view, moved: false };
    },
    onPointerMove(event: ReactPointerEvent<HTMLDivElement>) {
      const held = drag.current;
      if (held === null) return;
      const by = { x: event.clientX - held.start.x, y: event.clientY - held.start.y };
      if (!held.moved && Math.hypot(by.x, by.y) < isClickPx) return;
      held.moved = true;
      setDragging(true);
      if (zoomed !== null) move({ ...held.from, x: held.from.x + by.x, y: held.from.y + by.y });
    },
    onPointerUp(event: ReactPointerEvent<HTMLDivElement>) {
      if (drag.current?.moved === false) controls.toggleAt(pointIn(event.currentTarget, event.nativeEvent));
      drag.current = null;
      setDragging(false);
    },
    onPointerCancel() {
      drag.current = null;
      setDragging(false);
    },
  };
  return { view, controls, bind, isFitted: zoomed === null, isDragging };
}

/** Where a pointer is, from the middle of the element. */
function pointIn(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}
