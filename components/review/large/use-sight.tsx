"use client";

import { useLayoutEffect, useMemo, useState, useSyncExternalStore, type RefObject } from "react";
import type { Lens } from "#lib/review/browser/large/lens";
import { clampView, fitScale, type Size, type View } from "#lib/review/browser/large/zoom";

/** How one picture lies in one room. */
export type Sight = {
  view: View;
  isFitted: boolean;
  /** The room, in CSS pixels. */
  room: Size;
  /** The picture, in its own pixels. */
  size: Size;
  /** The scale at which all of it shows. */
  fit: number;
  /** Device pixels per CSS pixel. */
  density: number;
};

/**
 * Draws a lens into a room: fitted, or what it asks for as far as the picture's edges allow. The same object as long as
 * nothing of it changes.
 */
export function useSight(room: RefObject<HTMLElement | null>, { width, height }: Size, lens: Lens): Sight {
  const [measured, setMeasured] = useState<Size>({ width: 1, height: 1 });
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return;
    const measure = () => setMeasured({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  const asked = useSyncExternalStore(lens.subscribe, lens.read, lens.read);
  const density = typeof window === "undefined" ? 1 : window.devicePixelRatio;
  return useMemo(
    () => sightOf({ width, height }, { room: measured, density, asked }),
    [asked, measured, width, height, density],
  );
}

/** How a picture of `size` lies in a room under what is asked for; null is fit. */
export function sightOf(
  size: Size,
  { room, density, asked }: Pick<Sight, "room" | "density"> & { asked: View | null },
): Sight {
  const fit = fitScale(room, size, density);
  const view = asked === null ? { scale: fit, x: 0, y: 0 } : clampView(asked, room, size, density);
  return { view, isFitted: asked === null, room, size, fit, density };
}
