"use client";

import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { Picture } from "#lib/review/browser/decode-queue";
import type { Size, View } from "#lib/review/browser/zoom";

type PictureLayerProps = {
  /** Null while there is nothing to show yet. */
  picture: Picture | null;
  size: Size;
  view: View;
  density: number;
  className?: string;
  style?: React.CSSProperties;
  /** Lies exactly over the picture at every zoom, in shares of its sides. */
  children?: ReactNode;
};

/** From this many device pixels for one of the picture its own pixels are what one wants to see. */
const pixelatedFrom = 3;

/**
 * A picture where its view puts it. The element that was decoded is the element that is shown: setting an address on
 * another one would let the browser decode it a second time and blink.
 */
export function PictureLayer({
  picture,
  size,
  view,
  density,
  className,
  style,
  children,
}: PictureLayerProps) {
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
    }
    const { element } = drawn.current;
    element.style.imageRendering = isPixelated ? "pixelated" : "auto";
    if (holder.current?.firstChild !== element) holder.current?.replaceChildren(element);
  });
  return (
    <div
      data-picture
      className={className}
      style={{
        position: "absolute",
        top: "50%",
        left: "50%",
        width: size.width * view.scale,
        height: size.height * view.scale,
        transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px)`,
        visibility: picture === null ? "hidden" : "visible",
        ...style,
      }}
    >
      <div ref={holder} className="size-full" />
      {children}
    </div>
  );
}
