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
import type { Sight } from "#components/review/large/use-sight";
import { createGesture, type Act, type Contact, type Gesture } from "#lib/review/browser/keys/gesture";
import type { Lens } from "#lib/review/browser/large/lens";
import { centreOn, clampView, trueScale, zoomAt, type View } from "#lib/review/browser/large/zoom";

type Point = { x: number; y: number };

export type ZoomControls = {
  /** Between fit and true pixels. */
  toggle: () => void;
  zoomBy: (factor: number) => void;
  /** Brings a point of the picture, in shares of its sides, into the middle. */
  centreOn: (at: Point) => void;
};

export type SwipeAct = Extract<Act, { type: "swiped" | "swipe-canceled" }>;

const centre: Point = { x: 0, y: 0 };
const roundingError = 1.001;
const lineHeightPx = 16;

/**
 * Hands on a picture: wheel, pinch, drag, click and double tap move the lens. A fitted picture cannot be panned; where
 * `onSwipe` is given, one finger swipes it instead.
 */
export function useZoom(
  stage: RefObject<HTMLElement | null>,
  lens: Lens,
  sight: Sight,
  onSwipe?: (act: SwipeAct) => void,
) {
  const [isDragging, setDragging] = useState(false);
  const gesture = useRef<Gesture | null>(null);
  const latest = useRef({ sight, onSwipe });
  useLayoutEffect(() => {
    latest.current = { sight, onSwipe };
  });

  const controls = useMemo(() => {
    // Read at each step: several movements may come between two frames.
    const now = (): View => {
      const { view, room, size, density } = latest.current.sight;
      const asked = lens.read();
      return asked === null ? view : clampView(asked, room, size, density);
    };
    const move = (next: View) => {
      const { room, size, fit, density } = latest.current.sight;
      const held = clampView(next, room, size, density);
      lens.look(held.scale <= fit * roundingError ? null : held);
    };
    const toggleAt = (at: Point) => {
      const { fit, density } = latest.current.sight;
      if (lens.read() !== null) return lens.look(null);
      // A small picture shows true pixels already: then the toggle looks twice as close.
      const isTrue = fit * roundingError >= trueScale(density);
      move(zoomAt(now(), isTrue ? fit * 2 : trueScale(density), at));
    };
    return {
      toggleAt,
      toggle: () => toggleAt(centre),
      zoomAtBy: (at: Point, factor: number) => move(zoomAt(now(), now().scale * factor, at)),
      zoomBy: (factor: number) => move(zoomAt(now(), now().scale * factor, centre)),
      centreOn: (at: Point) => move(centreOn(now(), latest.current.sight.size, at)),
      panBy: (by: Point) => {
        const view = now();
        if (lens.read() !== null) move({ ...view, x: view.x + by.x, y: view.y + by.y });
      },
    };
  }, [lens]);

  useEffect(() => {
    const fromCentre = (at: Point) => pointIn(stage.current, at);
    gesture.current = createGesture(
      (act) => {
        switch (act.type) {
          case "panned":
            setDragging(true);
            return controls.panBy(act.by);
          case "pinched":
            controls.zoomAtBy(fromCentre(act.at), act.factor);
            return controls.panBy(act.by);
          case "pressed":
            // A single tap is how a finger rests; the second one means it.
            return act.isTouch && !act.isSecond ? undefined : controls.toggleAt(fromCentre(act.at));
          case "swiped":
          case "swipe-canceled":
            return latest.current.onSwipe?.(act);
        }
      },
      () => latest.current.onSwipe !== undefined && lens.read() === null,
    );
  }, [stage, lens, controls]);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    function wheel(event: WheelEvent) {
      event.preventDefault();
      // Some browsers count in lines. A pinch on a pad comes as a wheel with Ctrl, in small steps.
      const turned = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeightPx : 1);
      const factor = Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.002));
      controls.zoomAtBy(pointIn(element, { x: event.clientX, y: event.clientY }), factor);
    }
    // React listens passively, which would let the page zoom as well.
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [stage, controls]);

  const bind = {
    onPointerDown(event: ReactPointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      gesture.current?.down(contactOf(event));
    },
    onPointerMove: (event: ReactPointerEvent<HTMLElement>) => gesture.current?.move(contactOf(event)),
    onPointerUp(event: ReactPointerEvent<HTMLElement>) {
      gesture.current?.up(contactOf(event));
      setDragging(false);
    },
    onPointerCancel() {
      gesture.current?.cancel();
      setDragging(false);
    },
  };
  const cursor = sight.isFitted ? "zoom-in" : isDragging ? "grabbing" : "grab";
  return { controls, bind, cursor };
}

function contactOf(event: ReactPointerEvent): Contact {
  const { pointerId: id, clientX: x, clientY: y, timeStamp: timeMs, pointerType } = event;
  return { id, x, y, timeMs, isTouch: pointerType === "touch" };
}

/** Where a point of the window is, from the middle of the element. */
function pointIn(element: HTMLElement | null, { x, y }: Point): Point {
  const box = element?.getBoundingClientRect();
  return box === undefined ? centre : { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
}
