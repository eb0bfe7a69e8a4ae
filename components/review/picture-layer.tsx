"use client";

import { useLayoutEffect, useRef, type CSSProperties, type ReactNode } from "react";
import type { Sight } from "#components/review/use-sight";
import type { Picture } from "#lib/review/browser/decode-queue";
import type { Size } from "#lib/review/browser/zoom";

type PictureLayerProps = {
  /** Null while there is nothing to show yet. */
  picture: Picture | null;
  size: Size;
  sight: Sight;
  /** Lies exactly over the picture at every zoom, in shares of its sides. */
  children?: ReactNode;
};

/** From this many device pixels for one of the picture its own pixels are what one wants to see. */
const pixelatedFrom = 3;

/**
 * A picture where its view puts it. The element that was decoded is the element that is shown: setting an address on
 * another one would let the browser decode it a second time and blink.
 */
export function PictureLayer({ picture, size, sight, children }: PictureLayerProps) {
  const { view, density } = sight;
  const holder = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ picture: Picture; element: Picture } | null>(null);
  const isPixelated = view.scale * density >= pixelatedFrom;
  useLayoutEffect(() => {
    if (picture === null) return;
    if (drawn.current?.picture !== picture) {
      // The very same file may stand beside itself; an element can be in one place only.
      const element = picture.isConnected ? (picture.cloneNode() as Picture) : picture;
      drawn.current = { picture, element };
      element.alt = "";
      element.className = "size-full max-w-none select-none";
      element.draggable = false;
      // In the very frame in which it is put there: it is decoded already.
      element.decoding = "sync";
    }
    const { element } = drawn.current;
    element.style.imageRendering = isPixelated ? "pixelated" : "auto";
    if (holder.current?.firstChild !== element) holder.current?.replaceChildren(element);
  });
  return (
    <div
      data-picture
      style={{ ...frameOf(size, sight), visibility: picture === null ? "hidden" : undefined }}
    >
      <div ref={holder} className="size-full" />
      {children}
    </div>
  );
}

/**
 * Where a picture lies on its stage, for whatever must lie exactly over it. On whole device pixels: a picture between
 * two of them is drawn soft, and two of them differ at their edges.
 */
export function frameOf(size: Size, { view, room, density }: Sight): CSSProperties {
  const snap = (length: number) => Math.round(length * density) / density;
  return {
    position: "absolute",
    left: snap(room.width / 2),
    top: snap(room.height / 2),
    width: 2 * snap((size.width * view.scale) / 2),
    height: 2 * snap((size.height * view.scale) / 2),
    transform: `translate(-50%, -50%) translate(${snap(view.x)}px, ${snap(view.y)}px)`,
  };
}
