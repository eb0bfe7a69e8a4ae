"use client";

import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from "react";
import { createEasel, lieOf, type Easel } from "#components/review/large/easel";
import type { Sight } from "#components/review/large/use-sight";
import type { Picture } from "#lib/review/browser/large/decode-queue";
import type { Size } from "#lib/review/browser/large/zoom";

type PictureLayerProps = {
  /** Null while there is nothing to show yet. */
  picture: Picture | null;
  size: Size;
  sight: Sight;
  /** Given by whoever puts pictures up ahead of React. */
  easel?: Easel;
  /** Lies exactly over the picture at every zoom, in shares of its sides. */
  children?: ReactNode;
};

/** A picture where its view puts it. Where it lies is the easel's alone, so that React never sets back what is ahead. */
export function PictureLayer({ picture, size, sight, easel: given, children }: PictureLayerProps) {
  const [own] = useState(createEasel);
  const easel = given ?? own;
  const frame = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const over = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (frame.current === null || holder.current === null || over.current === null) return;
    easel.mount({ frame: frame.current, holder: holder.current, over: over.current });
    return () => easel.mount(null);
  }, [easel]);
  useLayoutEffect(() => easel.put(picture, size, sight));
  return (
    <div ref={frame} data-picture className="absolute">
      <div ref={holder} className="size-full" />
      <div ref={over} className="contents">
        {children}
      </div>
    </div>
  );
}

/** The place of a picture, for whatever must lie exactly over it. */
export function frameOf(size: Size, sight: Sight): CSSProperties {
  return { position: "absolute", ...lieOf(size, sight) };
}
